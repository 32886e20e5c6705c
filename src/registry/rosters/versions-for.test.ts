import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { createRoster, recordRoster } from './contract.ts'
import { rosterVersionsFor } from './versions-for.ts'

let app: TestApp
let units: Map<string, string>
const unit = (key: string) => units.get(key) ?? ''

beforeAll(async () => {
  app = await startTestApp()
  units = await seedPlace(app)
})
afterAll(() => app.close())

const scope = 'above-scale'
const basis = (ids: string[], on: string, known = new Date()) =>
  inTransaction(
    app.installation.pool,
    { kind: 'system', role: 'system', for: { unitId: unit('market-360900') } },
    (tx) => rosterVersionsFor(tx, ids, scope, on, known),
  )

test('each unit is told its signed version, and whether it is missing or old', async () => {
  const [county, other] = [unit('market-360902'), unit('market-360983')]
  const enterpriseId = await makeEnterprise(app, county)
  const keeper = await signInAs(app, 'industry-officer', { unitId: unit('industry-360902') })
  const head = { scopeCode: scope, level: null, name: '示例规上名单', docNo: '' }
  const unitId = unit('industry-360902')
  const roster = await keeper.call(createRoster, {
    unitId,
    ...head,
    periodFrom: '2024-01-01',
    periodTo: null,
  })
  const of = { unitId, rosterId: roster.id, note: '', sha256: null, leave: [] }
  const before = new Date()
  const enter = [{ enterpriseId, nominated: false }]
  const first = await keeper.call(recordRoster, { ...of, effectiveOn: '2024-03-01', enter })
  expect(first).toMatchObject({ no: 1, entered: 1 })
  expect(await basis([county, other], '2024-06-01')).toMatchObject([
    {
      unitId: county,
      state: 'current',
      versions: [{ no: 1, effectiveOn: '2024-03-01', members: 1, pending: 0 }],
    },
    { unitId: other, state: 'missing', versions: [] },
  ])
  expect(await basis([county], '2025-03-01')).toMatchObject([{ state: 'current' }])
  expect(await basis([county], '2025-03-02')).toMatchObject([{ state: 'old' }])
  expect(await basis([county], '2024-02-29')).toMatchObject([{ state: 'missing' }])
  expect(await basis([county], '2024-06-01', before)).toMatchObject([{ state: 'missing' }])

  // The digest can be recomputed by anyone who has the members.
  const digest = createHash('sha256').update(`${enterpriseId} 0\n`).digest('hex')
  const [found] = await basis([county], '2024-06-01')
  expect(found?.versions[0]?.membersDigest).toBe(digest)
})

test('what is signed cannot be changed, added to or written past signing, not even under the application role', async () => {
  const keeperUnit = unit('industry-360902')
  const asKeeper = (work: string) =>
    inTransaction(
      app.installation.pool,
      { kind: 'system', role: 'system', for: { unitId: keeperUnit } },
      (_tx, client) => client.query(work),
    )
  const [version] = await app.sql<{ roster_id: string; id: string }>(
    "select roster_id, id from roster_versions where status = 'signed'",
  )
  const enterpriseId = await makeEnterprise(app, unit('market-360902'))
  const event = (no: number) => `
    insert into roster_events (enterprise_id, id, roster_id, kind, effective_on, recorded_by, version_no)
    values ('${enterpriseId}', '${newId()}', '${version?.roster_id}', 'enter', '2024-03-01', '${newId()}', ${no})`
  await expect(asKeeper(event(1))).rejects.toThrow('row-level security')
  await expect(asKeeper(event(2))).rejects.toThrow('foreign key')
  expect(await asKeeper(`update roster_versions set members = 9 where id = '${version?.id}'`)).toMatchObject({
    rowCount: 0,
  })
  await expect(asKeeper(`delete from roster_versions`)).rejects.toThrow('permission denied')
  await expect(asKeeper(`delete from roster_events`)).rejects.toThrow('permission denied')
  await expect(asKeeper(`update roster_pending set name = ''`)).rejects.toThrow('permission denied')
})
