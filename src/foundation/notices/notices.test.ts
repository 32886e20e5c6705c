import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMe } from '#foundation/sign-in/contract.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { listNotices, readNotices } from './contract.ts'
import { postNotice } from './index.ts'

let app: TestApp
let unitId: string
let otherUnitId: string
let enterpriseId: string

beforeAll(async () => {
  app = await startTestApp()
  const place = await seedPlace(app)
  unitId = place.get('market-360902') ?? ''
  otherUnitId = place.get('market-360982') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
})
afterAll(() => app.close())

async function post(to: { enterpriseId: string } | { unitId: string }, title: string) {
  const asker = { kind: 'system', role: 'system', for: to } as const
  await inTransaction(app.installation.pool, asker, (tx) =>
    postNotice(tx, { ...to, kind: 'test', title, body: '' }),
  )
}

test('a notice is for the people of its enterprise or unit, and for nobody else', async () => {
  await post({ enterpriseId }, '给企业')
  await post({ unitId }, '给单位')
  const titles = async (
    role: 'filer' | 'county-officer',
    place: { enterpriseId: string } | { unitId: string },
  ) => (await (await signInAs(app, role, place)).call(listNotices, {})).rows.map(({ title }) => title)
  expect(await titles('filer', { enterpriseId })).toEqual(['给企业'])
  expect(await titles('county-officer', { unitId })).toEqual(['给单位'])
  expect(await titles('county-officer', { unitId: otherUnitId })).toEqual([])
  expect(await titles('filer', { enterpriseId: await makeEnterprise(app, unitId) })).toEqual([])
})

test('each person reads for himself; the total is what he has not read', async () => {
  const one = await signInAs(app, 'filer', { enterpriseId })
  const other = await signInAs(app, 'principal', { enterpriseId })
  await post({ enterpriseId }, '再来一条')
  const before = await one.call(listNotices, {})
  expect(before.total).toBe(2)
  const ids = before.rows.map(({ id }) => id)
  expect(await one.call(readNotices, { ids })).toEqual({ marked: 2 })
  expect(await one.call(readNotices, { ids })).toEqual({ marked: 0 })
  expect((await one.call(listNotices, {})).total).toBe(0)
  expect((await other.call(listNotices, {})).total).toBe(2)
})

test('what is not mine cannot be marked', async () => {
  await post({ unitId: otherUnitId }, '别的单位')
  const [row] = await app.sql<{ id: string }>('select id from notices where unit_id = $1', [otherUnitId])
  const officer = await signInAs(app, 'county-officer', { unitId })
  expect(await officer.call(readNotices, { ids: [row?.id ?? ''] })).toEqual({ marked: 0 })
})

test('all at once are all of mine, beyond any page, and only mine', async () => {
  for (let n = 1; n <= 25; n += 1) await post({ unitId: otherUnitId }, `第 ${n} 条`)
  const officer = await signInAs(app, 'county-officer', { unitId: otherUnitId })
  const colleague = await signInAs(app, 'county-officer', { unitId: otherUnitId })
  const { total } = await officer.call(listNotices, { limit: 20 })
  expect(total).toBeGreaterThanOrEqual(25)
  expect(await officer.call(readNotices, {})).toEqual({ marked: total })
  expect((await officer.call(listNotices, {})).total).toBe(0)
  expect((await colleague.call(listNotices, {})).total).toBe(total)
  const read = 'select distinct n.unit_id from notice_reads r join notices n on n.id = r.notice_id'
  const { accountId } = await officer.call(readMe, {})
  expect(await app.sql(`${read} where r.account_id = $1`, [accountId])).toEqual([{ unit_id: otherUnitId }])
})

test('pages go from new to old without losing or repeating any', async () => {
  for (let n = 1; n <= 5; n += 1) await post({ unitId }, `第 ${n} 条`)
  const officer = await signInAs(app, 'county-officer', { unitId })
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await officer.call(listNotices, { limit: 2, cursor })
    seen.push(...page.rows.map(({ title }) => title))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(seen).toEqual(['第 5 条', '第 4 条', '第 3 条', '第 2 条', '第 1 条', '给单位'])
})
