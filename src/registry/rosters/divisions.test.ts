import { afterAll, beforeAll, expect, test } from 'vitest'
import { readOrgUnit } from '#foundation/org-units/contract.ts'
import { endOrgUnit } from '#foundation/org-units/deeds/contract.ts'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { decideHandover, proposeHandover } from '#registry/upkeep/contract.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { createRoster, listRosterMembers, readRoster, recordRoster } from './contract.ts'
import { codeOf, plantEnterprise } from './fixtures.ts'
import { listVersions, verifyVersion } from './versions/contract.ts'
import { rosterVersionsFor } from './versions-for.ts'

let app: TestApp
let units: Map<string, string>
let keeper: Client
const unit = (key: string) => units.get(key) ?? ''
const today = civilDateOf(new Date())
const daysAgo = (n: number) => addDays(today, -n)

beforeAll(async () => {
  app = await startTestApp()
  units = await seedPlace(app)
  keeper = await signInAs(app, 'industry-officer', { unitId: unit('industry-360902') })
})
afterAll(() => app.close())

/** In the directory since today. */
async function plant(n: number) {
  const name = `示例区划${n}号机械有限公司`
  const unitId = unit('market-360902')
  const id = await plantEnterprise((text, values) => app.sql(text, values), unitId, name, codeOf(n))
  await app.sql(
    `insert into enterprise_unit_events (enterprise_id, id, unit_id, effective_on, reason) values ($1, gen_random_uuid(), $2, $3, '导入')`,
    [id, unitId, today],
  )
  return id
}

async function listed(ids: readonly string[], effectiveOn: string) {
  const unitId = unit('industry-360902')
  const head = { scopeCode: 'above-scale', level: null, docNo: '', periodFrom: daysAgo(300), periodTo: null }
  const { id: rosterId } = await keeper.call(createRoster, { unitId, name: '示例规上名单', ...head })
  const enter = ids.map((enterpriseId) => ({ enterpriseId, nominated: false }))
  await keeper.call(recordRoster, { unitId, rosterId, effectiveOn, enter, leave: [], note: '', sha256: null })
  return rosterId
}

const unitOn = async (id: string, day: string) =>
  (await app.sql<{ u: string }>('select enterprise_unit_on($1, $2) as u', [id, day]))[0]?.u
const basisOf = async (unitId: string, on: string) => {
  const asker = { kind: 'system', role: 'system', for: { unitId: unit('market-360900') } } as const
  const [found] = await inTransaction(app.installation.pool, asker, (tx) =>
    rosterVersionsFor(tx, [unitId], 'above-scale', on, new Date()),
  )
  return found
}

test('handed over from a past day: then it was the one county, from then on the other, on the same list', async () => {
  const id = await plant(1)
  const [from, to] = [unit('market-360902'), unit('market-360983')]
  const rosterId = await listed([id], daysAgo(200))
  const giver = await signInAs(app, 'county-officer', { unitId: from })
  const taker = await signInAs(app, 'county-officer', { unitId: to })
  const proposal = { unitId: from, creditCode: codeOf(1), toUnitId: to, reason: '住所迁至高安' }
  const { id: handoverId } = await giver.call(proposeHandover, { ...proposal, effectiveOn: daysAgo(100) })
  await taker.call(decideHandover, { unitId: to, handoverId, decision: 'accepted', note: '' })
  expect(await unitOn(id, daysAgo(101))).toBe(from)
  expect(await unitOn(id, daysAgo(100))).toBe(to)
  expect(await unitOn(id, today)).toBe(to)
  // Its keeper has it on the list, as it was signed; the county that it came to sees it there, too.
  expect(await keeper.call(listRosterMembers, { rosterId })).toMatchObject({ total: 1 })
  expect(await taker.call(listRosterMembers, { rosterId })).toMatchObject({ total: 1 })
  expect(await giver.call(listRosterMembers, { rosterId })).toMatchObject({ total: 0 })
  const back = taker.call(proposeHandover, {
    ...proposal,
    unitId: to,
    toUnitId: from,
    effectiveOn: daysAgo(150),
  })
  await expect(back).rejects.toThrow('早于上一次移交')
})

test('a county is merged into another: its list goes over with its versions, and then stays then', async () => {
  const id = await plant(2)
  const [from, to] = [unit('market-360902'), unit('market-360981')]
  const rosterId = await listed([id], daysAgo(200))
  const admin = await signInAs(app, 'system-admin', { platform: true })
  const merged = daysAgo(30)
  const end = async (key: string, heir: string) => {
    const { version } = await admin.call(readOrgUnit, { unitId: unit(key) })
    const successor = { successorId: unit(heir), reason: '示例区划调整' }
    await admin.call(endOrgUnit, { unitId: unit(key), version, lastDay: addDays(merged, -1), ...successor })
  }
  await end('market-360902', 'market-360981')
  await end('industry-360902', 'industry-360981')

  expect(await unitOn(id, addDays(merged, -1))).toBe(from)
  expect(await unitOn(id, merged)).toBe(to)
  const tree = async (day: string) =>
    (
      await app.sql<{ id: string }>('select id from org_units_below_as_of($1, $2)', [
        unit('market-360900'),
        day,
      ])
    ).map((row) => row.id)
  expect(await tree(addDays(merged, -1))).toContain(from)
  expect(await tree(merged)).not.toContain(from)

  // Then the one rested on its own list alone; now both rest on it in the successor.
  expect((await basisOf(from, daysAgo(60)))?.versions.map((each) => each.rosterId)).toContain(rosterId)
  expect((await basisOf(to, today))?.versions.map((each) => each.rosterId)).toContain(rosterId)
  const heir = await signInAs(app, 'industry-officer', { unitId: unit('industry-360981') })
  expect(await heir.call(readRoster, { rosterId })).toMatchObject({
    unitId: unit('industry-360981'),
    mayKeep: true,
  })
  const { rows } = await heir.call(listVersions, { rosterId })
  expect(rows[0]?.signedUnit).toContain('袁州区')
  expect(await heir.call(verifyVersion, { rosterId, no: 1 })).toMatchObject({ agrees: true })
  const leave = {
    unitId: unit('industry-360981'),
    rosterId,
    effectiveOn: today,
    enter: [],
    note: '',
    sha256: null,
  }
  expect(await heir.call(recordRoster, { ...leave, leave: [id] })).toMatchObject({ left: 1, no: 2 })
})
