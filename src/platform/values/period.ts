import chineseDays from 'chinese-days'
import { addDays, addMonthsClamped, type CivilDate } from './civil-date.ts'

/** A length of time as a document writes it; `workday` counts 工作日 of the State Council's calendar. */
export type TimeSpan = { readonly amount: number; readonly unit: 'workday' | 'day' | 'month' | 'year' }

/**
 * The last day of a span that begins on `from`, which itself does not count (民法典 第201条).
 * The calendar of 调休 is known for published years; beyond them a 工作日 is Monday to Friday but the statutory holidays.
 */
export function endOfSpan(from: CivilDate, { amount, unit }: TimeSpan): CivilDate {
  if (unit === 'day') return addDays(from, amount)
  if (unit === 'month') return addMonthsClamped(from, amount)
  if (unit === 'year') return addMonthsClamped(from, amount * 12)
  let at = from
  for (let counted = 0; counted < amount; ) {
    at = addDays(at, 1)
    if (chineseDays.isWorkday(at)) counted += 1
  }
  return at
}

/** Spans that were counted: many units owe the same by the same day, and the calendar does not change while we run. */
const counted = new Map<string, number>()
const MOST_COUNTED = 2000

/** 工作日 after `from` up to and including `to`; negative when `to` is earlier. */
export function workdaysBetween(from: CivilDate, to: CivilDate): number {
  if (to < from) return -workdaysBetween(to, from)
  const known = counted.get(`${from} ${to}`)
  if (known !== undefined) return known
  let days = 0
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (chineseDays.isWorkday(at)) days += 1
  if (counted.size >= MOST_COUNTED) counted.clear()
  counted.set(`${from} ${to}`, days)
  return days
}

/** The day itself, or the next 工作日 (民法典 第203条). */
export function workdayFrom(day: CivilDate): CivilDate {
  return chineseDays.isWorkday(day) ? day : workdayFrom(addDays(day, 1))
}

/** The day that is `days` 工作日 later (negative: earlier). */
export function addWorkdays(day: CivilDate, days: number): CivilDate {
  let at = day
  for (let left = Math.abs(days); left > 0; ) {
    at = addDays(at, days < 0 ? -1 : 1)
    if (chineseDays.isWorkday(at)) left -= 1
  }
  return at
}

const UNIT_WORDS = { workday: '个工作日', day: '日', month: '个月', year: '年' } as const

/** 5 个工作日, 3 个月. */
export function spanWords({ amount, unit }: TimeSpan): string {
  return `${amount} ${UNIT_WORDS[unit]}`
}
