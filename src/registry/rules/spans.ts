import { addDays, addMonthsClamped } from '#platform/values/civil-date.ts'
import type { Span } from './condition.ts'

/** The corresponding day so long after; the first day does not count (民法典 第201、202条). */
export function addSpan(date: string, { amount, unit }: Span): string {
  if (unit === 'day') return addDays(date, amount)
  return addMonthsClamped(date, unit === 'year' ? amount * 12 : amount)
}

const UNITS = { day: '天', month: '个月', year: '年' } as const satisfies Record<Span['unit'], string>

/** A length of time in words: 2年. */
export function spanWords({ amount, unit }: Span): string {
  return `${amount}${UNITS[unit]}`
}
