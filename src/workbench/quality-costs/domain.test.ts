import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  indicatorsOf,
  noSums,
  paretoOf,
  percent,
  periodWords,
  spreadOverYear,
  whyNoPeriod,
} from './domain.ts'

const base = { revenue: 1_000_000_00, totalCost: null, outputValue: 800_000_00 }

test('ratios show what they are made of; one without its base figure is not guessed', () => {
  const sums = {
    prevention: 5_000_00,
    appraisal: 7_000_00,
    internal: 10_000_00,
    external: 8_000_00,
    assurance: 0,
  }
  const known = { sums, months: [{ month: '2026-09', lines: 3, base }] }
  const values = (figures: Parameters<typeof indicatorsOf>[0], targets = {}) =>
    Object.fromEntries(
      indicatorsOf(figures, { sums: noSums(), months: [] }, targets).map((each) => [each.indicator, each]),
    )
  const of = values(known, { 'cost-rate': 3, 'prevention-share': 20 })
  expect(of['cost-rate']).toMatchObject({
    numerator: 30_000_00,
    denominator: 1_000_000_00,
    value: 3,
    kept: true,
  })
  expect(of['loss-rate']).toMatchObject({ numerator: 18_000_00, value: 2.25 })
  expect(of['prevention-share']).toMatchObject({ value: 16.67, kept: false })
  expect(of['per-output']).toMatchObject({ value: 3.75 })
  expect(of['cost-rate-of-cost']).toMatchObject({ value: null, missing: ['2026-09'] })
  // A second month that has costs and no revenue: the rate of both together is unknown, not too high.
  const lacking = { month: '2026-10', lines: 1, base: { revenue: null, totalCost: null, outputValue: null } }
  expect(values({ sums, months: [...known.months, lacking] })['cost-rate']).toMatchObject({
    value: null,
    denominator: null,
    missing: ['2026-10'],
  })
})

test('no ratio of nothing; what is below zero stays so', () => {
  expect(percent(5, 0)).toBeNull()
  expect(percent(5, null)).toBeNull()
  expect(percent(-1_005, 100_000)).toBe(-1.01)
  expect(percent(-1, 1_000_000)).toBe(0)
})

test('a period is called as people call it', () => {
  expect(periodWords('2026-09', '2026-09')).toBe('2026年9月')
  expect(periodWords('2026-07', '2026-09')).toBe('2026年第3季度')
  expect(periodWords('2026-01', '2026-12')).toBe('2026年')
  expect(periodWords('2026-02', '2026-04')).toBe('2026年2月至4月')
  expect(periodWords('2025-12', '2026-02')).toBe('2025年12月至2026年2月')
  expect(whyNoPeriod('2026-02', '2026-01')).toContain('早于首月')
  expect(whyNoPeriod('2024-01', '2026-01')).toContain('24 个月')
  expect(whyNoPeriod('2024-02', '2026-01')).toBeNull()
})

test('a year is spread without losing a 分', () => {
  fc.assert(
    fc.property(fc.nat({ max: 10 ** 12 }), (amount) => {
      const parts = spreadOverYear(amount)
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount)
      expect(parts.every((part) => part >= 0)).toBe(true)
    }),
  )
})

test('a Pareto order falls, and ends at all of it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 100_000 }), { minLength: 1 }), (amounts) => {
      const rows = paretoOf(amounts.map((amount) => ({ amount })))
      const above = rows.filter(({ amount }) => amount > 0)
      expect(above.map(({ amount }) => amount)).toEqual(
        above.map(({ amount }) => amount).sort((a, b) => b - a),
      )
      if (above.length > 0) expect(above.at(-1)?.cumulative).toBe(100)
    }),
  )
})
