import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hideInColumn, publicFigures } from './suppress.ts'

const fraction = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }))
  .map(([one, other]) => ({ numerator: Math.min(one, other), denominator: Math.max(one, other) }))
const rows = fc.array(fraction, { minLength: 1, maxLength: 8 })
const sumOf = (of: readonly { numerator: number; denominator: number }[]) => ({
  numerator: of.reduce((sum, each) => sum + each.numerator, 0),
  denominator: of.reduce((sum, each) => sum + each.denominator, 0),
})
const small = (n: number | null) => n === 1 || n === 2

describe('what may be published', () => {
  test('no count of one or two is shown, nor what a numerator leaves of its denominator', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const made = publicFigures(given, sumOf(given))
        for (const { numerator, denominator } of [...made.rows, made.total]) {
          expect(small(numerator) || small(denominator)).toBe(false)
          if (numerator !== null && denominator !== null) expect(small(denominator - numerator)).toBe(false)
        }
      }),
    )
  })

  test('what is shown is true, and a ratio is shown only with both its parts', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const made = publicFigures(given, sumOf(given))
        for (const [at, { numerator, denominator, ratio }] of made.rows.entries()) {
          expect([null, given[at]?.numerator]).toContain(numerator)
          expect([null, given[at]?.denominator]).toContain(denominator)
          if (ratio !== null) expect(ratio).toBe((numerator ?? Number.NaN) / (denominator ?? Number.NaN))
        }
      }),
    )
  })

  test('a sum that is shown leaves more than one possibility for each cell that is not', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 8 }), (values) => {
        const hidden = new Set(values.flatMap((value, at) => (small(value) ? [at] : [])))
        const { cells, sum } = hideInColumn(values, hidden)
        expect([...hidden].every((cell) => cells.has(cell))).toBe(true)
        if (sum || cells.size === 0) return
        // One may take one from a large hidden cell and give it to a small one: the sum stays, both remain counts.
        for (const cell of hidden) {
          expect([...cells].some((other) => other !== cell && (values[other] ?? 0) >= 3)).toBe(true)
        }
      }),
    )
  })

  test('nothing is hidden where nothing is small', () => {
    const given = [
      { numerator: 5, denominator: 9 },
      { numerator: 0, denominator: 7 },
    ]
    expect(publicFigures(given, sumOf(given))).toMatchObject({
      suppressed: 0,
      total: { numerator: 5, denominator: 16 },
    })
  })
})
