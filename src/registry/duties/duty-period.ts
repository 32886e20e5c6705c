import {
  addDays,
  addMonthsClamped,
  type CivilDate,
  civilDateParts,
  daysInMonth,
} from '#platform/values/civil-date.ts'

/**
 * The stretch of time that a duty is about, as text: `2026`, `2026-H1`, `2026-Q3`, `2026-07`, or one day `2026-05-15`.
 * Whoever marks a duty as done names the period in the same way.
 */
export type DutyPeriod = string

export const MONTHS = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const
export type PeriodLength = keyof typeof MONTHS

/** First and last day of a period; undefined when the text is none. */
export function daysOfPeriod(period: DutyPeriod): { from: CivilDate; to: CivilDate } | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(period)) return { from: period, to: period }
  const parts = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(period)
  if (!parts) return undefined
  const [, year = '', half, quarter, month] = parts
  if (half) return monthsFrom(year, (Number(half) - 1) * 6 + 1, 6)
  if (quarter) return monthsFrom(year, (Number(quarter) - 1) * 3 + 1, 3)
  return month ? monthsFrom(year, Number(month), 1) : monthsFrom(year, 1, 12)
}

function monthsFrom(year: string, first: number, months: number) {
  const last = first + months - 1
  const two = (n: number) => String(n).padStart(2, '0')
  return { from: `${year}-${two(first)}-01`, to: `${year}-${two(last)}-${daysInMonth(Number(year), last)}` }
}

/** The period of this length that holds a day. */
export function periodOf(day: CivilDate, length: PeriodLength): DutyPeriod {
  const { year, month } = civilDateParts(day)
  if (length === 'year') return `${year}`
  if (length === 'half-year') return `${year}-H${month > 6 ? 2 : 1}`
  if (length === 'quarter') return `${year}-Q${Math.ceil(month / 3)}`
  return day.slice(0, 7)
}

/** The last period of this length that was over before a day. */
export function periodBefore(day: CivilDate, length: PeriodLength): DutyPeriod {
  const { from } = daysOfPeriod(periodOf(day, length)) ?? { from: day }
  return periodOf(addDays(from, -1), length)
}

/** Whether what was handed in for `done` fulfils what is owed for `owed`: the same last day, or a day within. */
export function fulfils(done: DutyPeriod, owed: DutyPeriod): boolean {
  if (done === owed) return true
  const [a, b] = [daysOfPeriod(done), daysOfPeriod(owed)]
  if (!a || !b) return false
  if (a.from === a.to) return a.to >= b.from && a.to <= b.to
  return a.to === b.to
}

/** Occurrences of a recurring day within a year; months are counted from the first, so a 31st is not lost. */
export function occurrencesIn(year: number, first: CivilDate, every: PeriodLength | null): CivilDate[] {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  if (every === null) return first >= from && first <= to ? [first] : []
  const found: CivilDate[] = []
  const start = Math.max(0, (year - Number(first.slice(0, 4)) - 1) * 12)
  const step = MONTHS[every]
  for (let n = Math.floor(start / step); ; n += 1) {
    const day = addMonthsClamped(first, n * step)
    if (day > to) return found
    if (day >= from) found.push(day)
  }
}
