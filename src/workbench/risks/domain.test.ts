import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RiskLevel } from './contract.ts'
import { levelOf, ratingFault, schemeFault } from './domain.ts'

const levels: RiskLevel[] = ['low', 'general', 'larger', 'major']
const steps = (n: number) => Array.from({ length: n }, (_, at) => `第${at + 1}级`)

/** Any matrix by thresholds of a weighted sum: such a one never falls. */
const rising = fc
  .record({
    s: fc.integer({ min: 2, max: 10 }),
    l: fc.integer({ min: 2, max: 10 }),
    a: fc.integer({ min: 0, max: 3 }),
    b: fc.integer({ min: 0, max: 3 }),
    cuts: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ s, l, a, b, cuts }) => ({
    severities: steps(s),
    likelihoods: steps(l),
    cells: steps(s).map((_, i) =>
      steps(l).map((__, j) => levels[cuts.filter((cut) => a * i + b * j > cut).length] ?? 'low'),
    ),
  }))

test('a matrix that never falls is accepted; one cell pushed below its neighbour is found', () => {
  fc.assert(
    fc.property(rising, fc.nat(), fc.nat(), (scheme, x, y) => {
      expect(schemeFault(scheme)).toBeNull()
      const s = x % scheme.severities.length
      const l = y % scheme.likelihoods.length
      const cells = scheme.cells.map((row) => [...row])
      const row = cells[s]
      if (!row) return
      row[l] = 'low'
      const before = [scheme.cells[s - 1]?.[l], scheme.cells[s]?.[l - 1]]
      const falls = before.some((level) => level !== undefined && level !== 'low')
      if (falls) expect(schemeFault({ ...scheme, cells })).toContain('还低')
    }),
    { seed: 5, numRuns: 300 },
  )
})

test('a step beyond the scheme and half of a pair are told with the column', () => {
  const scheme = { severities: steps(4), likelihoods: steps(3), cells: [] }
  expect(ratingFault(scheme, { severity: 5, likelihood: 1 })).toMatchObject({ key: 'severity' })
  expect(ratingFault(scheme, { severity: 4, likelihood: 4 })).toMatchObject({ key: 'likelihood' })
  expect(ratingFault(scheme, { severity: 4 })).toMatchObject({ key: 'likelihood' })
  expect(ratingFault(scheme, { severity: 4, likelihood: 3, residualLikelihood: 2 })).toMatchObject({
    key: 'residualSeverity',
  })
  expect(ratingFault(scheme, {})).toBeUndefined()
  expect(levelOf({ cells: [['low', 'major']] }, 1, 2)).toBe('major')
  expect(levelOf({ cells: [['low', 'major']] }, 2, 2)).toBeNull()
})
