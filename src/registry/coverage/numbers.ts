import type { Counts, Figure, Goal, Measure } from './contract.ts'
import { Measure as measures } from './contract.ts'
import { type Declared, isDirectoryScope } from './indicators.ts'

/** What was read: by row, day, scope and measure; what is not there is 0. */
export type Numbers = {
  of(row: string, day: string, scope: string, measure: Measure): number
  /** Rows with any number at all. */
  readonly rows: ReadonlySet<string>
}

/** What a document wants, as the rule pack has it. */
export type Wanted = Pick<Goal, 'id' | 'title' | 'value' | 'unit' | 'dueDate' | 'strength' | 'source'>

export type Fraction = { readonly numerator: number; readonly denominator: number | null }

/**
 * Numerator and denominator of an indicator. Those on a list that are not in the directory yet are in the denominator; a list
 * that is not there makes it unknown, not 0.
 */
export function fractionOf(
  { numerator, denominator, scope }: Pick<Declared, 'numerator' | 'denominator' | 'scope'>,
  count: (scope: string, measure: Measure) => number,
  listed: boolean,
): Fraction {
  const above = numerator === null ? 0 : count(scope, numerator)
  if (denominator === null) return { numerator: above, denominator: null }
  const below = count(scope, denominator) + (denominator === 'members' ? count(scope, 'pending') : 0)
  const unknown = below === 0 && !listed && !isDirectoryScope(scope)
  return { numerator: above, denominator: unknown ? null : below }
}

/** Null where it is unknown, and where there is nothing to divide by. */
export function ratioOf({ numerator, denominator }: Fraction): number | null {
  return denominator === null || denominator === 0 ? null : numerator / denominator
}

export function figureOf(fraction: Fraction, yearAgo: Fraction | null, wanted: Wanted | undefined): Figure {
  const before = yearAgo === null ? null : ratioOf(yearAgo)
  return {
    ...fraction,
    ratio: ratioOf(fraction),
    yearAgo: before,
    goal: wanted ? goalOf(fraction, before, wanted) : null,
  }
}

/** Whether it is met, and how many are missing: whole enterprises, so that 86.66 of 100 are 87. */
export function goalOf(fraction: Fraction, yearAgo: number | null, wanted: Wanted): Goal {
  const need = neededFor(fraction, yearAgo, wanted)
  return {
    ...wanted,
    met: need === null ? null : fraction.numerator >= need,
    short: need === null ? null : Math.max(0, need - fraction.numerator),
  }
}

function neededFor(
  { denominator }: Fraction,
  yearAgo: number | null,
  { value, unit }: Wanted,
): number | null {
  if (value === null) return null
  if (unit === 'count') return value
  const ratio = unit === 'ratio' ? value : yearAgo === null ? null : Math.min(1, yearAgo + value)
  if (ratio === null || denominator === null || denominator === 0) return null
  // 0.6 × 55 is 33.000000000000004 in binary.
  return Math.ceil(ratio * denominator - 1e-9)
}

export function countsOf(count: (measure: Measure) => number): Counts {
  return Object.fromEntries(measures.options.map((measure) => [measure, count(measure)])) as Counts
}
