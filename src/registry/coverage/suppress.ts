import type { PublicFigure } from './contract.ts'
import type { Fraction } from './numbers.ts'

/** Below it a count names enterprises (统计法: 能够识别单个统计调查对象的资料不得对外提供). 0 names nobody. */
const LEAST = 3

const isSmall = (n: number) => n > 0 && n < LEAST

/**
 * Which cells of a column whose sum is published too must not be shown: those in `hidden` already, and as many others as keep the
 * sum from giving them away — at least one that is large enough to be something else. `sum`: the sum must not be shown.
 */
export function hideInColumn(
  values: readonly number[],
  hidden: ReadonlySet<number>,
): { cells: Set<number>; sum: boolean } {
  const cells = new Set(hidden)
  const total = values.reduce((sum, value) => sum + value, 0)
  if (cells.size === 0) return { cells, sum: isSmall(total) }
  const covered = () =>
    cells.size > 1 && [...cells].some((cell) => !hidden.has(cell) && (values[cell] ?? 0) >= LEAST)
  const others = values
    .map((value, at) => ({ value, at }))
    .filter(({ value, at }) => !cells.has(at) && value >= LEAST)
    .sort((one, other) => one.value - other.value || one.at - other.at)
  const [cover] = others
  if (cover) cells.add(cover.at)
  return { cells, sum: isSmall(total) || !covered() }
}

/** Numerators and denominators of one indicator, row by row and in sum, as they may be published. */
export function publicFigures(
  rows: readonly Fraction[],
  sum: Fraction,
): {
  rows: PublicFigure[]
  total: PublicFigure
  suppressed: number
} {
  const below = rows.map(({ denominator }) => denominator ?? 0)
  const above = rows.map(({ numerator }) => numerator)
  const low = hideInColumn(
    below,
    where(below, (n) => isSmall(n)),
  )
  const first = where(
    above,
    (n, at) => isSmall(n) || low.cells.has(at) || isSmall((rows[at]?.denominator ?? n) - n),
  )
  const high = hideInColumn(above, first)
  const rest = sum.denominator === null ? 0 : sum.denominator - sum.numerator
  const total = show(sum, { numerator: high.sum || isSmall(rest), denominator: low.sum })
  const shown = rows.map((row, at) =>
    show(row, { numerator: high.cells.has(at), denominator: low.cells.has(at) }),
  )
  const suppressed = high.cells.size + low.cells.size + (high.sum ? 1 : 0) + (low.sum ? 1 : 0)
  return { rows: shown, total, suppressed }
}

function where(values: readonly number[], is: (value: number, at: number) => boolean): Set<number> {
  return new Set(values.flatMap((value, at) => (is(value, at) ? [at] : [])))
}

function show(
  { numerator, denominator }: Fraction,
  hide: { numerator: boolean; denominator: boolean },
): PublicFigure {
  const above = hide.numerator ? null : numerator
  const below = hide.denominator ? null : denominator
  return { numerator: above, denominator: below, ratio: above === null || !below ? null : above / below }
}
