import { afterAll, beforeAll, expect, test } from 'vitest'
import { contextStatements, inTransaction } from '#platform/database/transaction.ts'
import { readCoverage } from '#registry/coverage/contract.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { dutyStates, markDuty, onTimeOf } from './index.ts'

let app: TestApp
let county: string
let city: string

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  county = units.get('market-360902') ?? ''
  city = units.get('market-360900') ?? ''
  // As if the units had been there when the document came.
  await app.sql("update org_unit_events set recorded_at = '2024-04-01'")
  await app.sql("update org_units set valid_from = '2024-04-01'")
})
afterAll(() => app.close())

const states = (unitIds: string[], year: number, on: string) =>
  inTransaction(app.installation.pool, { kind: 'system', role: 'system', for: { platform: true } }, (tx) =>
    dutyStates(tx, unitIds, year, { on }),
  )

test('the milestone of the document is owed in its own year alone, and is done when the plan is handed in', async () => {
  const plan = async (year: number, on: string) =>
    (await states([county], year, on)).find(({ kind }) => kind === 'cultivation-plan')
  expect(await plan(2024, '2024-05-07')).toMatchObject({
    key: 'pack:cultivation-plan-2024',
    due: '2024-05-15',
    state: 'near',
    workdaysLeft: 7,
    basis: { docNo: '宜市市监联发〔2024〕9号', clause: '五4', sample: false },
  })
  expect(await plan(2024, '2024-05-20')).toMatchObject({ state: 'late', lateWorkdays: 3 })
  expect(await plan(2025, '2025-05-20')).toBeUndefined()
  const asker = { kind: 'system', role: 'system', for: { unitId: county } } as const
  await inTransaction(app.installation.pool, asker, (tx) =>
    markDuty(tx, county, 'cultivation-plan', '2024', new Date('2024-05-16T01:00:00Z')),
  )
  expect(await plan(2024, '2024-05-20')).toMatchObject({
    state: 'done-late',
    doneOn: '2024-05-16',
    lateWorkdays: 1,
    doneBy: 'system',
  })
  expect(await plan(2024, '2024-05-15')).toMatchObject({ state: 'today' })
})

test('reports are owed for each period of the promise, by its last day, and not by the top', async () => {
  const rows = await states([county, city], 2026, '2026-11-21')
  const reports = rows.filter(({ kind, unitId }) => kind === 'upward-report' && unitId === county)
  expect(reports.map(({ period, due }) => [period, due])).toEqual([
    ['2026-Q1', '2026-03-31'],
    ['2026-Q2', '2026-06-30'],
    ['2026-Q3', '2026-09-30'],
    ['2026-Q4', '2026-12-31'],
  ])
  expect(reports.every(({ basis }) => basis.sample && basis.note?.startsWith('示例'))).toBe(true)
  expect(onTimeOf(reports)).toEqual({ onTime: 0, due: 3 })
})

test('K9 stands in the table of coverage, with its numerator and denominator', async () => {
  const officer = await signInAs(app, 'city-officer', { unitId: city })
  const { rows, total } = await officer.call(readCoverage, { unitId: city, on: '2026-07-31' })
  const own = rows.find(({ unit }) => unit.id === county)?.figures['reports-on-time']
  expect(own).toMatchObject({ numerator: 0, denominator: 2 })
  expect(total.figures['reports-on-time']?.denominator).toBeGreaterThan(2)
})

test('what was due before the unit was there is not counted', async () => {
  await app.sql("update org_unit_events set recorded_at = '2026-08-01' where unit_id = $1", [county])
  const rows = await states([county], 2026, '2026-11-21')
  const reports = rows.filter(({ kind }) => kind === 'upward-report')
  expect(reports.map(({ state }) => state)).toEqual(['not-applicable', 'not-applicable', 'late', 'upcoming'])
  await app.sql("update org_unit_events set recorded_at = '2024-04-01' where unit_id = $1", [county])
})

test('under the application role a county reads its own marks, the city those below, and nobody marks for others', async () => {
  const client = await app.database.pool.connect()
  const as = (unitId: string) =>
    contextStatements({
      kind: 'unit',
      role: 'county-officer',
      accountId: county,
      sessionId: '',
      grantId: '',
      name: '示例',
      unitId,
      unitIds: [unitId],
    })
  const [other] = await app.sql<{ id: string }>(
    "select id from org_units where level = 'county' and line = 'market-regulation' and id <> $1 limit 1",
    [county],
  )
  const seen = async (unitId: string) => {
    await client.query(`begin; ${as(unitId)}`)
    const { rows } = await client.query('select count(*)::int as n from duty_marks where unit_id = $1', [
      county,
    ])
    await client.query('rollback')
    return rows[0].n
  }
  const mark = async (unitId: string, source: string) => {
    await client.query(`begin; ${as(unitId)}`)
    try {
      await client.query(
        `insert into duty_marks (unit_id, id, duty_id, period, done, done_on, source)
         values ($1, gen_random_uuid(), 'x', '2026', true, '2026-01-01', $2)`,
        [county, source],
      )
      return 'written'
    } catch (error) {
      return (error as { code: string }).code
    } finally {
      await client.query('rollback')
    }
  }
  try {
    expect([await seen(county), await seen(city), await seen(other?.id ?? '')]).toEqual([1, 1, 0])
    expect(await mark(county, 'unit')).toBe('written')
    expect(await mark(county, 'upper')).toBe('42501')
    expect(await mark(city, 'upper')).toBe('written')
    expect(await mark(other?.id ?? '', 'upper')).toBe('42501')
    await expect(client.query('update duty_marks set done = false')).rejects.toThrow(/permission denied/)
  } finally {
    client.release()
  }
})
