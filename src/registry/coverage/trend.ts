import type { Tx } from '#platform/database/transaction.ts'
import { invalidInput, type ParsedInputOf } from '#platform/operation.ts'
import {
  addDays,
  addMonthsClamped,
  type CivilDate,
  civilDateOf,
  civilDateParts,
  daysInMonth,
} from '#platform/values/civil-date.ts'
import { findPackInForce } from '#registry/rules/index.ts'
import { wantedOf } from './basis.ts'
import type { readTrend, TrendPoint } from './contract.ts'
import { indicatorsFor, isProvided, presentIndicator } from './indicators.ts'
import { countsOf, figureOf, fractionOf, ratioOf } from './numbers.ts'
import { findListScopes, readNumbers } from './store.ts'

/** The ends of the `months` months before a day, oldest first, and the day itself. */
export function monthEnds(on: CivilDate, months: number): CivilDate[] {
  const { year, month, day } = civilDateParts(on)
  const end = day === daysInMonth(year, month) ? on : addDays(on, -day)
  const ends = Array.from({ length: months }, (_, ago) => lastOfMonth(addMonthsClamped(end, -ago)))
  return [...new Set([on, ...ends])].sort()
}

function lastOfMonth(date: CivilDate): CivilDate {
  const { year, month } = civilDateParts(date)
  return `${date.slice(0, 8)}${daysInMonth(year, month)}`
}

export async function readTrendOf(
  { tx, now }: { readonly tx: Tx; readonly now: Date },
  { unitId, indicator: id, on = civilDateOf(now), months }: ParsedInputOf<typeof readTrend>,
) {
  const days = monthEnds(on, months)
  const [lists, pack] = await Promise.all([findListScopes(tx, unitId, on), findPackInForce(tx, unitId, on)])
  const indicator = indicatorsFor(lists).find((each) => each.id === id && !isProvided(each))
  if (!indicator) {
    const message = '指标：没有这一项，或者它没有走势。请从列表中选择。'
    throw invalidInput({ detail: message, errors: [{ path: 'indicator', message }] })
  }
  const all = [...days, addMonthsClamped(on, -12)]
  const at = { knownAt: null, boundaries: 'then' as const }
  const numbers = await readNumbers(tx, unitId, [on, ...all], at, [indicator.scope], 'total')
  const fraction = (day: CivilDate) =>
    fractionOf(indicator, (scope, measure) => numbers.of(unitId, day, scope, measure), false)
  const points = days.map((day): TrendPoint => {
    const of = fraction(day)
    const counts = countsOf((measure) => numbers.of(unitId, day, indicator.scope, measure))
    return { on: day, ...of, ratio: ratioOf(of), counts }
  })
  const { goal } = figureOf(fraction(on), fraction(addMonthsClamped(on, -12)), wantedOf(pack, indicator, on))
  return { indicator: presentIndicator(indicator), goal, points }
}
