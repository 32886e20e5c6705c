import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { makeEnterprise, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  listOrgUnitChildren,
  type OrgUnitDetail,
  plantOrgUnits,
  readOrgUnit,
  searchOrgUnits,
} from './contract.ts'
import { addOrgUnit, changeOrgUnit, endOrgUnit, readOrgUnitHistory, undoUnitDeed } from './deeds/contract.ts'
import { registeringUnitOf } from './index.ts'
import { applyUnitDeedsJob } from './jobs/apply-unit-deeds.job.ts'

let app: TestApp
let admin: Client
let city: string
const today = civilDateOf(new Date())
const tomorrow = addDays(today, 1)
const at = (day: string) => new Date(`${day}T00:01:00+08:00`)

beforeAll(async () => {
  app = await startTestApp()
  admin = await signInAs(app, 'system-admin', { platform: true })
  const planted = await admin.call(plantOrgUnits, { areaCode: '360900', validFrom: '2020-01-01' })
  city =
    planted.units.find(({ areaCode, line }) => areaCode === '360900' && line === 'market-regulation')
      ?.unitId ?? ''
})
afterAll(() => app.close())

let count = 0
async function branch(given: Partial<Parameters<typeof add>[0]> = {}): Promise<OrgUnitDetail> {
  count += 1
  return add({ name: `示例第${count}分局`, shortName: `${count}分局`, ...given })
}
function add(given: {
  name: string
  shortName: string
  validFrom?: string
  parentId?: string
  kind?: 'zone' | 'branch'
  functions?: ('registration' | 'roster' | 'training')[]
  numberingCode?: string
  serves?: string[]
}) {
  return admin.call(addOrgUnit, {
    kind: 'branch',
    parentId: city,
    functions: ['registration', 'training'],
    validFrom: '2020-01-01',
    ...given,
  })
}
const change = (unit: OrgUnitDetail, what: object, effectiveOn = today) =>
  admin.call(changeOrgUnit, {
    unitId: unit.id,
    version: unit.version,
    change: what,
    effectiveOn,
    reason: '示例文件',
  })
const end = (unit: OrgUnitDetail, successorId: string | null, lastDay = addDays(today, -1)) =>
  admin.call(endOrgUnit, { unitId: unit.id, version: unit.version, lastDay, successorId })
const unitNamed = async (text: string, line = 'market-regulation') =>
  (await admin.call(searchOrgUnits, { text, line: line as 'industry' })).rows[0]
const refusal = (code: string, ...paths: string[]) => ({
  problem: {
    code,
    ...(paths.length > 0 && { errors: paths.map((path) => expect.objectContaining({ path })) }),
  },
})

test('a zone gets a code of its own, and the industry bureau above serves it unless it signs rosters itself', async () => {
  const zone = await branch({ kind: 'zone', name: '示例经济开发区管委会', shortName: '示例经开区' })
  expect(zone).toMatchObject({ numberingCode: '360900Z1', areaCode: null, level: 'county', version: 1 })
  const industry = await unitNamed('宜春市工业', 'industry')
  const serving = await admin.call(readOrgUnit, { unitId: industry?.id ?? '' })
  expect(serving.serves.map(({ name }) => name)).toEqual(['宜春市市场监督管理局', '示例经济开发区管委会'])
  const seen = await app.sql('select covers from unit_scope where viewer_id = $1 and unit_id = $2', [
    industry?.id,
    zone.id,
  ])
  expect(seen).toEqual([{ covers: 'enterprises' }])
  const own = await branch({ kind: 'zone', functions: ['registration', 'roster'] })
  expect(own.serves.map(({ id }) => id)).toEqual([own.id])
  expect(own.numberingCode).toBe('360900Z2')
})

test('what cannot be is refused with field and remedy', async () => {
  const [fengxin] = (await admin.call(searchOrgUnits, { text: '奉新', line: 'market-regulation' })).rows
  const industry = await unitNamed('奉新', 'industry')
  await expect(branch({ parentId: industry?.id ?? '' })).rejects.toMatchObject(
    refusal('invalid-input', 'parentId'),
  )
  await expect(branch({ numberingCode: '360921' })).rejects.toMatchObject(
    refusal('numbering-code-taken', 'numberingCode'),
  )
  await expect(branch({ numberingCode: '编号' })).rejects.toMatchObject(
    refusal('invalid-input', 'numberingCode'),
  )
  await expect(branch({ validFrom: '2019-12-31' })).rejects.toMatchObject(
    refusal('invalid-input', 'parentId'),
  )
  await expect(branch({ name: '奉新县市场监督管理局' })).rejects.toMatchObject(
    refusal('invalid-input', 'name'),
  )
  await expect(branch({ serves: [crypto.randomUUID()] })).rejects.toMatchObject(
    refusal('invalid-input', 'serves'),
  )
  const county = await admin.call(readOrgUnit, { unitId: fengxin?.id ?? '' })
  await expect(change(county, { parentId: county.id })).rejects.toMatchObject(
    refusal('invalid-input', 'parentId'),
  )
  await expect(change(county, { name: county.name })).rejects.toMatchObject(
    refusal('invalid-input', 'change'),
  )
  await expect(change(county, { name: '示例' }, '2019-01-01')).rejects.toMatchObject(
    refusal('invalid-input', 'effectiveOn'),
  )
  await expect(change({ ...county, version: 99 }, { name: '示例' })).rejects.toMatchObject(
    refusal('stale-version'),
  )
})

test('a new name of tomorrow is planned today, holds tomorrow, and can be taken back until then', async () => {
  const unit = await branch()
  const planned = await change(unit, { name: '示例新名分局', shortName: '新名' }, tomorrow)
  expect(planned).toMatchObject({ name: unit.name, planned: [{ kind: 'changed', effectiveOn: tomorrow }] })
  const [deed] = planned.planned
  await admin.call(undoUnitDeed, { deedId: deed?.deedId ?? '' })
  await expect(admin.call(undoUnitDeed, { deedId: deed?.deedId ?? '' })).rejects.toMatchObject(
    refusal('wrong-state'),
  )
  const free = await admin.call(readOrgUnit, { unitId: unit.id })
  expect(free.planned).toEqual([])
  await change(free, { name: '示例新名分局' }, tomorrow)
  await applyUnitDeedsJob.run(app.installation, {})
  expect((await admin.call(readOrgUnit, { unitId: unit.id })).name).toBe(unit.name)
  await applyUnitDeedsJob.run({ ...app.installation, now: () => at(tomorrow) }, {})
  expect((await admin.call(readOrgUnit, { unitId: unit.id })).name).toBe('示例新名分局')
  const { rows } = await admin.call(readOrgUnitHistory, { unitId: unit.id })
  expect(rows.map(({ kind, undone }) => [kind, undone])).toEqual([
    ['changed', false],
    ['undone', false],
    ['changed', true],
    ['added', false],
  ])
  expect(rows.at(-1)?.changes).toMatchObject({ name: unit.name, parentId: '宜春市市场监督管理局' })
})

test('a change of the past leaves what came later, and the history tells both times', async () => {
  const unit = await branch()
  const now = await change(unit, { shortName: '后来' }, '2024-01-01')
  const before = await change(now, { shortName: '早先', addressWords: ['示例路'] }, '2022-01-01')
  expect(before).toMatchObject({ shortName: '后来', addressWords: ['示例路'] })
  const asOf = async (day: string) =>
    (await admin.call(listOrgUnitChildren, { parentId: city, onDate: day })).rows.find(
      ({ id }) => id === unit.id,
    )?.shortName
  expect([
    await asOf('2021-06-01'),
    await asOf('2022-01-01'),
    await asOf('2024-01-01'),
    await asOf('2019-01-01'),
  ]).toEqual([unit.shortName, '早先', '后来', undefined])
})

test('a numbering code stays with the unit that had it', async () => {
  const unit = await branch({ numberingCode: '360900A1' })
  const changed = await change(unit, { numberingCode: '360900a2' })
  expect(changed.numberingCode).toBe('360900A2')
  await expect(branch({ numberingCode: '360900A1' })).rejects.toMatchObject(refusal('numbering-code-taken'))
  expect((await change(changed, { numberingCode: '360900A1' })).numberingCode).toBe('360900A1')
})

test('a unit with open matters ends only with a successor, who takes them over', async () => {
  const unit = await branch()
  const heir = await branch()
  const below = await branch({ parentId: unit.id, kind: 'zone' }).catch((error) => error)
  expect(below).toMatchObject(refusal('invalid-input', 'parentId'))
  const enterpriseId = await makeEnterprise(app, unit.id)
  const officer = await signInAs(app, 'county-officer', { unitId: unit.id })
  await expect(end(unit, null)).rejects.toMatchObject({
    problem: {
      code: 'unit-in-use',
      detail: expect.stringContaining('1 户企业（示例'),
      details: { open: [{ kind: 'enterprise', total: 1 }] },
    },
  })
  const ended = await end(unit, heir.id)
  expect(ended).toMatchObject({ validTo: addDays(today, -1), successor: { id: heir.id } })
  expect(await app.sql('select unit_id from enterprises where id = $1', [enterpriseId])).toEqual([
    { unit_id: heir.id },
  ])
  expect(await app.sql('select unit_id from tenants where enterprise_id = $1', [enterpriseId])).toEqual([
    { unit_id: heir.id },
  ])
  expect(
    await app.sql(
      'select unit_id, effective_on::text as day from enterprise_unit_events where enterprise_id = $1',
      [enterpriseId],
    ),
  ).toEqual([{ unit_id: heir.id, day: today }])
  const sees = await app.sql('select covers from unit_scope where viewer_id = $1 and unit_id = $2', [
    heir.id,
    unit.id,
  ])
  expect(sees).toEqual([{ covers: 'all' }])
  await expect(officer.call(readOrgUnit, { unitId: heir.id })).rejects.toMatchObject(
    refusal('sign-in-required'),
  )
  expect(await app.sql(`select title from notices where unit_id = $1`, [heir.id])).toEqual([
    { title: `接管了“${unit.name}”` },
  ])
  const successor = await signInAs(app, 'county-officer', { unitId: heir.id })
  expect((await successor.call(searchOrgUnits, { below: heir.id })).rows.map(({ id }) => id)).toEqual([
    heir.id,
  ])
  await expect(change(ended, { name: '示例改名' })).rejects.toMatchObject(refusal('wrong-state'))
})

test('an end of tomorrow is carried out tomorrow, or taken back before', async () => {
  const unit = await branch()
  const heir = await branch()
  await makeEnterprise(app, unit.id)
  const planned = await end(unit, heir.id, today)
  expect(planned).toMatchObject({ validTo: today, planned: [{ kind: 'ended', effectiveOn: tomorrow }] })
  await expect(end(planned, null, today)).rejects.toMatchObject(refusal('wrong-state'))
  await expect(end(heir, null, today)).rejects.toMatchObject(refusal('invalid-input', 'unitId'))
  await admin.call(undoUnitDeed, { deedId: planned.planned[0]?.deedId ?? '' })
  const again = await admin.call(readOrgUnit, { unitId: unit.id })
  expect(again.validTo).toBeNull()
  await end(again, heir.id, today)
  await applyUnitDeedsJob.run({ ...app.installation, now: () => at(tomorrow) }, {})
  expect(await app.sql('select count(*)::int as n from enterprises where unit_id = $1', [heir.id])).toEqual([
    { n: 1 },
  ])
  const before = await app.sql('select count(*)::int as n from notices where unit_id = $1', [heir.id])
  await applyUnitDeedsJob.run({ ...app.installation, now: () => at(tomorrow) }, {})
  expect(await app.sql('select count(*)::int as n from notices where unit_id = $1', [heir.id])).toEqual(
    before,
  )
})

test('units below go with the successor, and whoever served the unit serves it', async () => {
  const read = async (text: string) => admin.call(readOrgUnit, { unitId: (await unitNamed(text))?.id ?? '' })
  const county = await read('铜鼓')
  const zone = await branch({ parentId: county.id, kind: 'zone' })
  const heir = await read('宜丰')
  const ended = await end(county, heir.id)
  expect(ended.successor?.name).toBe('宜丰县市场监督管理局')
  expect((await admin.call(readOrgUnit, { unitId: zone.id })).parentId).toBe(heir.id)
  const industry = await unitNamed('铜鼓', 'industry')
  const served = await admin.call(readOrgUnit, { unitId: industry?.id ?? '' })
  expect(served.serves.map(({ name }) => name).sort()).toEqual([zone.name, '宜丰县市场监督管理局'].sort())
  // Planting again does not bring the ended one back.
  const again = await admin.call(plantOrgUnits, { areaCode: '360900' })
  expect(again.added).toBe(0)
})

test('what was added by mistake goes without a trace in the tree, unless it is in use', async () => {
  const unit = await branch({ numberingCode: '360900X9', kind: 'zone' })
  const [added] = (await admin.call(readOrgUnitHistory, { unitId: unit.id })).rows
  const later = await branch({ kind: 'zone' })
  expect(await admin.call(undoUnitDeed, { deedId: added?.deedId ?? '' })).toEqual({ undone: 1, kept: 0 })
  await expect(admin.call(readOrgUnit, { unitId: unit.id })).rejects.toMatchObject(refusal('not-found'))
  const industry = await unitNamed('宜春市工业', 'industry')
  const names = (await admin.call(readOrgUnit, { unitId: industry?.id ?? '' })).serves.map(({ id }) => id)
  expect(names).toContain(later.id)
  expect(names).not.toContain(unit.id)
  expect((await branch({ numberingCode: '360900X9' })).numberingCode).toBe('360900X9')
  const used = await branch()
  await makeEnterprise(app, used.id)
  const [deed] = (await admin.call(readOrgUnitHistory, { unitId: used.id })).rows
  await expect(admin.call(undoUnitDeed, { deedId: deed?.deedId ?? '' })).rejects.toMatchObject(
    refusal('unit-in-use'),
  )
})

test('a planting is taken back but for the units in use and those above them', async () => {
  const planted = await admin.call(plantOrgUnits, { areaCode: '330100' })
  const hangzhou = planted.units.find(
    ({ areaCode, line }) => areaCode === '330100' && line === 'market-regulation',
  )
  const [district] = (await admin.call(listOrgUnitChildren, { parentId: hangzhou?.unitId })).rows
  await makeEnterprise(app, district?.id ?? '')
  const undone = await admin.call(undoUnitDeed, { deedId: planted.deedId })
  expect(undone).toEqual({ undone: planted.added - 3, kept: 3 })
  expect((await admin.call(searchOrgUnits, { text: '330', limit: 50 })).rows.map(({ name }) => name)).toEqual(
    ['浙江省市场监督管理局', '杭州市市场监督管理局', '杭州市上城区市场监督管理局'],
  )
  expect((await admin.call(plantOrgUnits, { areaCode: '330100' })).added).toBe(planted.added - 3)
})

test('what comes to a unit after its end is handed on; invitations to it end', async () => {
  const unit = await branch()
  const heir = await branch()
  await app.sql(
    `insert into invitations (id, token_hash, role, unit_id, name, invited_by, invited_as, expires_at)
     select gen_random_uuid(), 'x', 'county-officer', $1, '示例', id, 'system-admin', now() + interval '1 day' from accounts limit 1`,
    [unit.id],
  )
  await end(unit, heir.id)
  expect(
    await app.sql('select revoked_at is not null as revoked from invitations where unit_id = $1', [unit.id]),
  ).toEqual([{ revoked: true }])
  const late = await makeEnterprise(app, unit.id)
  await applyUnitDeedsJob.run(app.installation, {})
  expect(await app.sql('select unit_id from enterprises where id = $1', [late])).toEqual([
    { unit_id: heir.id },
  ])
  const asked = await inTransaction(
    app.installation.pool,
    { kind: 'system', role: 'system', for: { unitId: unit.id } },
    (tx) => registeringUnitOf(tx, unit.id, today),
  )
  expect(asked).toBe(heir.id)
})

test('a unit to which another is to come does not end before', async () => {
  const county = (await unitNamed('上高'))?.id ?? ''
  const target = await admin.call(readOrgUnit, { unitId: county })
  const zone = await branch({ kind: 'zone' })
  await change(zone, { parentId: county }, tomorrow)
  await expect(end(target, null)).rejects.toMatchObject(refusal('invalid-input', 'unitId'))
})

test('two at once plant each unit once', async () => {
  const both = await Promise.all([
    admin.call(plantOrgUnits, { areaCode: '340100' }),
    admin.call(plantOrgUnits, { areaCode: '340100' }),
  ])
  expect(both.map(({ added }) => added).sort((a, b) => a - b)[0]).toBe(0)
  expect((await admin.call(searchOrgUnits, { text: '340100', line: 'market-regulation' })).total).toBe(1)
})

test('who registers for an area that has lost the function', async () => {
  const registering = async (unitId: string) =>
    inTransaction(app.installation.pool, { kind: 'system', role: 'system', for: { unitId } }, (tx) =>
      registeringUnitOf(tx, unitId, today),
    )
  const unit = await branch()
  expect(await registering(unit.id)).toBe(unit.id)
  const without = await change(unit, { functions: ['training'] })
  expect(await registering(unit.id)).toBe(city)
  const server = await change(await branch(), { serves: [unit.id] })
  expect(server.serves.map(({ name }) => name)).toEqual([unit.name])
  expect(await registering(unit.id)).toBe(server.id)
  const sees = await app.sql('select covers from unit_scope where viewer_id = $1 and unit_id = $2', [
    server.id,
    unit.id,
  ])
  expect(sees).toEqual([{ covers: 'all' }])
  await change(without, { functions: ['registration', 'training'] })
  expect(await registering(unit.id)).toBe(unit.id)
  await change(server, { serves: [] })
  expect(
    await app.sql('select 1 from unit_scope where viewer_id = $1 and unit_id = $2', [server.id, unit.id]),
  ).toEqual([])
})

test('row-level security: only the system administrator records, nobody rewrites', async () => {
  const officer = { kind: 'unit', role: 'city-officer', unitId: city } as const
  const as = (asker: object, text: string) =>
    inTransaction(
      app.installation.pool,
      { accountId: city, sessionId: city, grantId: city, name: '示例', unitIds: [], ...asker } as never,
      (_tx, client) => client.query(text),
    )
  const record = `insert into org_unit_events (unit_id, id, deed_id, kind, effective_on, account_name)
    values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'added', '2026-01-01', '')`
  await expect(as(officer, record)).rejects.toThrow(/row-level security/)
  const administrator = { kind: 'admin', role: 'system-admin' }
  for (const text of [
    `update org_units set name = 'x'`,
    `update org_unit_events set reason = 'x'`,
    'delete from org_unit_events',
    `insert into org_units (id, name) values (gen_random_uuid(), 'x')`,
  ]) {
    await expect(as(administrator, text)).rejects.toThrow(/permission denied|row-level security/)
  }
  await expect(as(officer, `select project_org_units('{}', '2026-01-01')`)).rejects.toThrow(/administrator/)
  await expect(as(officer, `select hand_over_org_unit('${city}', '2026-01-01', '')`)).rejects.toThrow(
    /administrator/,
  )
  const events = await as(
    { kind: 'enterprise', role: 'filer', enterpriseId: city },
    'select 1 from org_unit_events limit 1',
  )
  expect(events.rows).toEqual([])
})
