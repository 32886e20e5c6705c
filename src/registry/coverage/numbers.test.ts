import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DECLARED, type Declared, indicatorsFor } from './indicators.ts'
import { figureOf, fractionOf, goalOf } from './numbers.ts'
import { monthEnds } from './trend.ts'

const wanted = {
  id: 'x',
  title: 'x',
  unit: 'ratio',
  dueDate: null,
  strength: 'must',
  source: '示例',
} as const
const aboveScale = DECLARED.find(({ id }) => id === 'above-scale-filed') as Declared

describe('figures', () => {
  test('without a list it is unknown; a list without anybody is 0 of 0, and no ratio', () => {
    const nothing = () => 0
    expect(figureOf(fractionOf(aboveScale, nothing, false), null, { ...wanted, value: 1 })).toMatchObject({
      ...{ numerator: 0, denominator: null, ratio: null },
      goal: { met: null, short: null },
    })
    expect(fractionOf(aboveScale, nothing, true)).toEqual({ numerator: 0, denominator: 0 })
    expect(figureOf(fractionOf(aboveScale, nothing, true), null, undefined).ratio).toBeNull()
  })

  test('those not in the directory yet are in the denominator', () => {
    const counts = { members: 5, pending: 2, filed: 3 } as Record<string, number>
    expect(fractionOf(aboveScale, (_scope, measure) => counts[measure] ?? 0, true)).toEqual({
      numerator: 3,
      denominator: 7,
    })
  })

  test('what is short of a goal is whole enterprises: just enough to meet it, and one less is not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 1, max: 100 }),
        (denominator, numerator, percent) => {
          const goal = goalOf({ numerator, denominator }, null, { ...wanted, value: percent / 100 })
          const short = goal.short ?? Number.NaN
          expect((numerator + short) * 100).toBeGreaterThanOrEqual(percent * denominator)
          if (short > 0) expect((numerator + short - 1) * 100).toBeLessThan(percent * denominator)
          expect(goal.met).toBe(short === 0)
        },
      ),
    )
  })

  test('a growth within the year counts from what was a year ago', () => {
    const goal = { ...wanted, unit: 'delta' as const, value: 0.2 }
    expect(goalOf({ numerator: 60, denominator: 100 }, 0.5, goal)).toMatchObject({ met: false, short: 10 })
    expect(goalOf({ numerator: 60, denominator: 100 }, null, goal)).toMatchObject({ met: null, short: null })
  })

  test('indicators have ids of their own, with the lists of a place among them', () => {
    const lists = [
      { code: 'above-scale', name: '规模以上企业', internal: true },
      { code: 'government-quality-award-city', name: '政府质量奖（市级）', internal: false },
    ]
    const ids = indicatorsFor(lists).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain('scope:government-quality-award-city')
    expect(ids).not.toContain('scope:above-scale')
  })
})

test('the trend ends on the day, after the ends of the months before', () => {
  expect(monthEnds('2026-03-15', 3)).toEqual(['2025-12-31', '2026-01-31', '2026-02-28', '2026-03-15'])
  expect(monthEnds('2024-02-29', 2)).toEqual(['2024-01-31', '2024-02-29'])
})
