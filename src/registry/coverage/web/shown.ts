import { count } from '#ui/format.ts'
import type { Status } from '#ui/statuses.ts'
import type { CoverageRow, Figure, Goal, Indicator } from '../contract.ts'
import { words } from './words.ts'

const DAY = 86_400_000

/** One decimal; without a ratio it is unknown, never 0 %. */
export function percentOf(ratio: number | null): string {
  return ratio === null ? words.unknown : `${(ratio * 100).toFixed(1)}%`
}

/** The number itself: a ratio, or for a count its numerator. */
export function actualOf({ kind }: Indicator, figure: Figure): string {
  return kind === 'count' ? count(figure.numerator) : percentOf(figure.ratio)
}

export function goalText({ value, unit }: Goal): string {
  if (value === null) return words.indicators.noValue
  if (unit === 'count') return count(value)
  return unit === 'delta' ? words.indicators.points(signed(value * 100)) : `${(value * 100).toFixed(0)}%`
}

/** Difference to the year before, in percentage points; null where one of the two is unknown. */
export function yearChange({ ratio, yearAgo }: Figure): string | null {
  return ratio === null || yearAgo === null ? null : words.indicators.points(signed((ratio - yearAgo) * 100))
}

function signed(points: number): string {
  const text = points.toFixed(1)
  return points > 0 ? `+${text}` : text.replace('-', '−')
}

/** Where it stands towards its target on a day (DESIGN §10 目标). */
export function goalState(figure: Figure, on: string): Status | null {
  const { goal } = figure
  if (!goal) return null
  if (goal.value === null) return { text: words.indicators.noValue, icon: 'question', tone: 'muted' }
  if (goal.met === null) return { text: words.indicators.cannotTell, icon: 'question', tone: 'muted' }
  if (goal.met) return { text: words.indicators.met, icon: 'check-circle', tone: 'success' }
  const short = goal.short === null ? words.indicators.notMet : words.indicators.short(count(goal.short))
  const days = goal.dueDate === null ? 0 : Math.round((Date.parse(on) - Date.parse(goal.dueDate)) / DAY)
  if (days > 0) return { text: words.indicators.overdue(short, days), icon: 'warning', tone: 'error' }
  return { text: goal.dueDate ? words.indicators.within(short) : short, icon: 'clock', tone: 'warning' }
}

/** Units from the lowest ratio to the highest; what is unknown stands last. */
export function fromLowest(rows: readonly CoverageRow[], indicator: string): CoverageRow[] {
  const placeOf = ({ figures }: CoverageRow) =>
    figures[indicator]?.ratio ?? figures[indicator]?.numerator ?? null
  return [...rows].sort((one, other) => {
    const [a, b] = [placeOf(one), placeOf(other)]
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
    return a - b
  })
}
