import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { contextStatements } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { changePlanMembers, readPlan, setPlanSupplement, startPlan } from './contract.ts'
import { signedAboveScale } from './fixtures.ts'
import { acceptPlan, submitPlan } from './handing/contract.ts'

/** What the database itself allows under the application role, whatever the code would ask. */
let app: TestApp
let unit: (key: string) => string
let county: Client
let city: Client
let of: { unitId: string; planId: string }
const ids: string[] = []
const any = newId()

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  unit = (key) => units.get(key) ?? ''
  county = await signInAs(app, 'county-officer', { unitId: unit('market-360902') })
  city = await signInAs(app, 'city-officer', { unitId: unit('market-360900') })
  for (let n = 0; n < 2; n += 1) ids.push(await makeEnterprise(app, unit('market-360902')))
  const keeper = await signInAs(app, 'industry-officer', { unitId: unit('industry-360902') })
  await signedAboveScale(keeper, unit('industry-360902'), ids)
  const { id } = await county.call(startPlan, { unitId: unit('market-360902'), year: 2031 })
  of = { unitId: unit('market-360902'), planId: id }
  const add = [{ enterpriseId: ids[0] ?? '', year: 2031, note: '' }]
  await county.call(changePlanMembers, { ...of, add, remove: [], addAll: null })
  await county.call(setPlanSupplement, { ...of, year: 2032, count: 1, reason: '新入规' })
})
afterAll(() => app.close())

/** Runs as an officer of a unit and takes everything back; the count of rows, or what the database says. */
async function asUnit(key: string, text: string, values: unknown[] = []): Promise<number | string> {
  const client = await app.database.pool.connect()
  try {
    const as = contextStatements({ kind: 'system', role: 'system', for: { unitId: unit(key) } })
    await client.query(`begin; ${as}`)
    return (await client.query(text, values)).rowCount ?? 0
  } catch (error) {
    return (error as Error).message
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const tables = ['plans', 'plan_members', 'plan_supplements', 'plan_rows', 'plan_events'] as const
const seen = (key: string, table: (typeof tables)[number]) =>
  asUnit(key, `select 1 from cultivation_${table} where ${table === 'plans' ? 'id' : 'plan_id'} = $1`, [
    of.planId,
  ])

test('a draft is seen by its unit and by the industry bureau beside it, by nobody else', async () => {
  for (const table of tables.filter((each) => each !== 'plan_rows')) {
    expect(await seen('market-360902', table), table).toBe(1)
    expect(await seen('industry-360902', table), table).toBe(1)
    for (const key of ['market-360900', 'market-360000', 'market-360981', 'industry-360981']) {
      expect(await seen(key, table), `${table} as ${key}`).toBe(0)
    }
  }
})

test('only its own unit writes into it, and only enterprises that it is responsible for', async () => {
  const foreign = await makeEnterprise(app, unit('market-360981'))
  const put = `insert into cultivation_plan_members (unit_id, plan_id, enterprise_id, name, credit_code, year)
    values ($1, $2, $3, '示例', '示例', 2031)`
  expect(await asUnit('market-360902', put, [of.unitId, of.planId, ids[1]])).toBe(1)
  expect(await asUnit('market-360902', put, [of.unitId, of.planId, foreign])).toContain('row-level security')
  for (const key of ['industry-360902', 'market-360900', 'market-360981']) {
    expect(await asUnit(key, put, [of.unitId, of.planId, ids[1]])).toContain('row-level security')
    expect(await asUnit(key, 'delete from cultivation_plan_members where plan_id = $1', [of.planId])).toBe(0)
    expect(await asUnit(key, `update cultivation_plans set reason = 'x' where id = $1`, [of.planId])).toBe(0)
  }
  const born = `insert into cultivation_plans (unit_id, id, year, years, no, status, submitted_at, created_by)
    values ($1, $2, 2040, 2, 1, 'accepted', now(), $2)`
  expect(await asUnit('market-360902', born, [of.unitId, any])).toContain('begins as a draft')
})

test('nobody accepts his own plan, by no detour', async () => {
  const own = (set: string) =>
    asUnit('market-360902', `update cultivation_plans set ${set} where id = $1`, [of.planId])
  const now = 'submitted_at = now()'
  expect(await own(`status = 'accepted', ${now}`)).toContain('does not go from draft to accepted')
  expect(await own(`status = 'submitted', parent_id = unit_id, ${now}`)).toMatch(
    /unit above|check constraint/,
  )
  expect(await own(`status = 'submitted', parent_id = '${unit('market-360981')}', ${now}`)).toContain(
    'unit above',
  )
  expect(await own(`year = 2035`)).toContain('keeps its unit, year and number')
  const event = `insert into cultivation_plan_events (unit_id, id, plan_id, kind, by_unit_id, account_name)
    values ($1, $2, $3, $4, $5, '示例')`
  const say = (key: string, kind: string, by = key) =>
    asUnit(key, event, [of.unitId, any, of.planId, kind, unit(by)])
  expect(await say('market-360902', 'accepted')).toContain('row-level security')
  expect(await say('market-360902', 'commented', 'market-360900')).toContain('row-level security')
  expect(await say('industry-360902', 'commented')).toBe(1)
  expect(await say('market-360981', 'commented')).toContain('row-level security')
})

test('what was handed in stays as it was, for its unit and for those above', async () => {
  const { version } = await county.call(readPlan, of)
  const signer = { preparedBy: '示例', reviewedBy: '示例', explanation: '示例说明' }
  await county.call(submitPlan, { ...of, ...signer, version })
  for (const table of tables) expect(await seen('market-360900', table), table).not.toBe(0)
  expect(await seen('market-360981', 'plans')).toBe(0)
  const change = (key: string, set: string) =>
    asUnit(key, `update cultivation_plans set ${set} where id = $1`, [of.planId])
  expect(await change('market-360902', `explanation = '改'`)).toContain('stays as it was')
  expect(await change('market-360900', `explanation = '改', status = 'accepted'`)).toContain(
    'stays as it was',
  )
  expect(await change('market-360902', `status = 'accepted'`)).toMatch(/row-level security|handed to/)
  expect(await change('market-360000', `status = 'accepted'`)).toBe(0)
  expect(await change('market-360900', `status = 'withdrawn'`)).toContain('row-level security')
  for (const key of ['market-360902', 'market-360900']) {
    expect(await asUnit(key, 'delete from cultivation_plan_members where plan_id = $1', [of.planId])).toBe(0)
    expect(
      await asUnit(key, 'update cultivation_plan_members set year = 2032 where plan_id = $1', [of.planId]),
    ).toBe(0)
    for (const deed of [
      'update cultivation_plan_rows set filed = 9',
      'delete from cultivation_plan_events',
    ]) {
      expect(await asUnit(key, deed)).toContain('permission denied')
    }
    expect(await asUnit(key, 'delete from cultivation_plans')).toContain('permission denied')
  }
  await city.call(acceptPlan, { ...of, version: version + 1 })
  expect(await change('market-360902', `status = 'withdrawn'`)).toBe(0)
  expect(await change('market-360900', `status = 'returned'`)).toBe(0)
})

test('figures are told as far as one may see; who is filed is told to the line above alone', async () => {
  const figures = 'select 1 from plan_figures(array[$1]::uuid[], current_date, null)'
  const completion = 'select 1 from plan_completion(array[$1]::uuid[], 2031, current_date) where plans > 0'
  for (const key of ['market-360902', 'market-360900', 'industry-360902']) {
    expect(await asUnit(key, figures, [of.unitId]), key).toBe(1)
    expect(await asUnit(key, completion, [of.unitId]), key).toBe(1)
  }
  for (const key of ['market-360981', 'industry-360981']) {
    expect(await asUnit(key, figures, [of.unitId]), key).toBe(0)
    expect(await asUnit(key, completion, [of.unitId]), key).toBe(0)
    expect(
      await asUnit(key, 'select 1 from above_scale_of(array[$1]::uuid[], current_date, null)', [of.unitId]),
    ).toBe(0)
  }
  expect(
    await asUnit('market-360902', `select filed_of(array[$1]::uuid[], current_date, null)`, [ids[0]]),
  ).toContain('permission denied')
})
