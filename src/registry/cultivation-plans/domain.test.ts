import { describe, expect, test } from 'vitest'
import { forecastOf, inferredDue, mayFollow, type PlanRow, placeOf, totalOf, warningsOf } from './domain.ts'

const row: PlanRow = {
  unitId: 'u1',
  place: '甲区',
  viaUnitId: 'u1',
  sourcePlanId: null,
  sourceNo: null,
  asOfOn: '2026-05-06',
  aboveScale: 10,
  filed: 4,
  planned: [3, 3],
  unnamed: [0, 1],
  remaining: 6,
}
const target = { title: '规上企业覆盖率达100%', value: 1, dueDate: null, clause: '二' }
const facts = {
  rows: [row],
  years: 2,
  target,
  missing: [] as string[],
  filedNow: 0,
  left: 0,
  isListOld: false,
}
const codes = (change: Partial<typeof facts> = {}) =>
  warningsOf({ ...facts, ...change }).map(({ code, needsReason }) => [code, needsReason])

describe('what should be explained before a plan is handed in', () => {
  test('nothing, when those that are filed and those planned are all 规上企业', () => {
    expect(codes()).toEqual([])
  })

  test('one too few, with the number that is missing; no target asks for nothing', () => {
    const short = { rows: [{ ...row, remaining: 5 }] }
    expect(codes(short)).toEqual([['short-of-target', true]])
    expect(warningsOf({ ...facts, ...short })[0]?.text).toContain(
      '共 9 家，比“规上企业覆盖率达100%”要求的 10 家少 1 家',
    )
    expect(codes({ ...short, target: null as never })).toEqual([])
  })

  test('a target of a part asks for the whole number above it', () => {
    const at = (remaining: number, value: number) =>
      codes({ rows: [{ ...row, remaining }], target: { ...target, value } }).length
    expect([at(3, 0.7), at(2, 0.7), at(4, 0.75), at(3, 0.75)]).toEqual([0, 1, 0, 1])
  })

  test('what is filed already is not counted twice', () => {
    expect(codes({ rows: [{ ...row, filed: 5, remaining: 5 }] })).toEqual([])
    expect(codes({ filedNow: 1 })).toEqual([['already-filed', false]])
  })

  test('a unit without a list, counties that are missing, nothing planned', () => {
    expect(codes({ rows: [{ ...row, aboveScale: null }], missing: ['乙县'] })).toEqual([
      ['units-missing', true],
      ['no-roster', true],
    ])
    expect(codes({ rows: [{ ...row, aboveScale: 4, planned: [0, 0], remaining: 0 }] })).toEqual([
      ['nothing-planned', false],
    ])
  })
})

test('the total is the sum of the lines; of unknown 规上企业数 only the known ones', () => {
  const other = { ...row, aboveScale: null, filed: 1, planned: [2], unnamed: [], remaining: 2 }
  expect(totalOf([row, other], 2)).toEqual({
    aboveScale: 10,
    filed: 5,
    planned: [5, 3],
    unnamed: [0, 1],
    remaining: 8,
  })
  expect(totalOf([other], 2).aboveScale).toBeNull()
})

describe('the forecast', () => {
  const plan = { planned: 20, done: 5, asOfOn: '2026-05-06' }
  test('goes on as since the plan’s day, to the end of the year, at most the plan', () => {
    // 100 of 239 days.
    expect(forecastOf(plan, 2026, '2026-08-14')).toBe(12)
    expect(forecastOf({ ...plan, done: 19 }, 2026, '2026-08-14')).toBe(20)
    expect(forecastOf({ ...plan, done: 0 }, 2026, '2026-08-14')).toBe(0)
  })
  test('of the next year begins with the year; nothing is told before a day is gone, and the past is what it was', () => {
    expect(forecastOf(plan, 2027, '2026-12-31')).toBeNull()
    expect(forecastOf(plan, 2027, '2027-03-14')).toBe(20)
    expect(forecastOf({ ...plan, done: 1 }, 2027, '2027-03-14')).toBe(5)
    expect(forecastOf(plan, 2026, '2026-05-06')).toBeNull()
    expect(forecastOf(plan, 2026, '2027-01-01')).toBe(5)
    expect(forecastOf({ ...plan, asOfOn: null as never }, 2026, '2026-08-14')).toBeNull()
  })
})

test('the day of another year is taken over by month and day', () => {
  const due = { on: '2024-05-15', title: '报送', source: '五4' }
  expect(inferredDue(due, 2026)).toBe('2026-05-15')
  expect([2027, 2028].map((year) => inferredDue({ ...due, on: '2024-02-29' }, year))).toEqual([
    '2027-02-28',
    '2028-02-29',
  ])
})

test('places as the form writes them', () => {
  expect(
    ['袁州区市场监督管理局', '宜阳新区管委会经济发展局', '直属分局（示例）', '袁州区'].map(placeOf),
  ).toEqual(['袁州区', '宜阳新区', '直属分局（示例）', '袁州区'])
})

test('what was handed in is never changed', () => {
  for (const status of ['submitted', 'returned', 'accepted', 'withdrawn', 'discarded'] as const) {
    expect(mayFollow(status, 'change')).toBe(false)
    expect(mayFollow(status, 'submit')).toBe(false)
  }
})
