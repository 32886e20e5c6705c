import { afterAll, beforeAll, expect, test } from 'vitest'
import { addFile } from '#foundation/files/contract.ts'
import type { Client } from '#platform/client.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { listAudit, verifyAudit } from './contract.ts'

let app: TestApp
let unitId: string
let otherUnitId: string
let enterpriseId: string
let filer: Client
const paper = new Uint8Array(Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<<>>\n%%EOF\n'))

beforeAll(async () => {
  app = await startTestApp()
  const place = await seedPlace(app)
  unitId = place.get('market-360902') ?? ''
  otherUnitId = place.get('market-360982') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  filer = await signInAs(app, 'filer', { enterpriseId })
  for (const name of ['甲.pdf', '乙.pdf', '丙.pdf', '丁.pdf']) {
    await filer.call(addFile, { enterpriseId, purpose: 'other', name }, { body: paper })
  }
})
afterAll(() => app.close())

test('a chain is read page by page, newest first, with who and in which role', async () => {
  const first = await filer.call(listAudit, { chainId: enterpriseId, limit: 3 })
  const rest = await filer.call(listAudit, { chainId: enterpriseId, limit: 3, cursor: first.next ?? '' })
  const added = [...first.rows, ...rest.rows].filter(({ action }) => action === 'file.added')
  expect(added).toHaveLength(4)
  expect(added[0]).toMatchObject({ accountName: '示例filer', roleName: '企业经办人' })
  const seqs = [...first.rows, ...rest.rows].map(({ seq }) => seq)
  expect(seqs).toEqual([...seqs].sort((one, other) => other - one))
})

test('the county in charge reads it, the other county finds nothing', async () => {
  const read = async (unit: string) =>
    (await signInAs(app, 'county-officer', { unitId: unit })).call(listAudit, { chainId: enterpriseId })
  expect((await read(unitId)).total).toBeGreaterThanOrEqual(4)
  expect(await read(otherUnitId)).toMatchObject({ rows: [], total: 0 })
})

test('entries removed from the end, and a chain written anew, are found by the head kept apart', async () => {
  const other = await makeEnterprise(app, unitId)
  const person = await signInAs(app, 'filer', { enterpriseId: other })
  for (const name of ['甲.pdf', '乙.pdf']) {
    await person.call(addFile, { enterpriseId: other, purpose: 'other', name }, { body: paper })
  }
  const verify = async () => (await person.call(verifyAudit, { chainId: other })).brokenAt
  expect(await verify()).toBeNull()
  await app.sql('alter table audit_entries disable trigger user')
  await app.sql('create table kept_entries as select * from audit_entries where chain_id = $1', [other])
  await app.sql('delete from audit_entries where chain_id = $1 and seq = 3', [other])
  expect(await verify()).toBe(3)
  await app.sql('delete from audit_entries where chain_id = $1', [other])
  expect(await verify()).toBe(1)
  await app.sql('insert into audit_entries select * from kept_entries')
  expect(await verify()).toBeNull()

  await app.sql('delete from audit_entries where chain_id = $1 and seq = 3', [other])
  await app.sql(
    `insert into audit_entries select chain_id, seq, chain_kind, at, account_id, role, 'file.removed', subject_type,
       subject_id, details, prev_hash, sha256(prev_hash || convert_to(concat_ws(E'\\x1f', chain_id, seq, chain_kind,
       to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), coalesce(account_id::text, ''), role,
       'file.removed', subject_type, subject_id, details), 'UTF8')) from kept_entries where seq = 3`,
  )
  expect(await verify()).toBe(3)
  await app.sql('drop table kept_entries')
  await app.sql('alter table audit_entries enable trigger user')
})

test('the head is shown to nobody who may not read the chain', async () => {
  const asApp = await app.installation.pool.query('select * from audit_head($1)', [enterpriseId])
  expect(asApp.rows).toEqual([])
  const stranger = await signInAs(app, 'county-officer', { unitId: otherUnitId })
  expect(await stranger.call(verifyAudit, { chainId: enterpriseId })).toEqual({
    entries: 0,
    brokenAt: null,
    head: '',
  })
})

test('verifying finds the very entry that was changed, taken out or put in another order', async () => {
  const verify = () => filer.call(verifyAudit, { chainId: enterpriseId })
  const intact = await verify()
  expect(intact).toMatchObject({ brokenAt: null })
  expect(intact.entries).toBeGreaterThanOrEqual(4)
  const at = intact.entries - 1
  const chain = [enterpriseId, at]
  const where = 'where chain_id = $1 and seq = $2'
  const tampered = async (change: string, back: string) => {
    await app.sql('alter table audit_entries disable trigger user')
    await app.sql(`update audit_entries set ${change} ${where}`, chain)
    const found = await verify()
    await app.sql(`update audit_entries set ${back} ${where}`, chain)
    await app.sql('alter table audit_entries enable trigger user')
    return found.brokenAt
  }
  expect(await tampered("action = 'file.removed'", "action = 'file.added'")).toBe(at)
  expect(await tampered("at = at + interval '1 second'", "at = at - interval '1 second'")).toBe(at)
  expect(await tampered("role = 'principal'", "role = 'filer'")).toBe(at)
  expect(await verify()).toEqual(intact)

  await app.sql('alter table audit_entries disable trigger user')
  await app.sql(`delete from audit_entries ${where}`, chain)
  expect((await verify()).brokenAt).toBe(at + 1)
})
