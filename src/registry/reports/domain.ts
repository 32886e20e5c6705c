import { addDays, addMonthsClamped, civilDateParts } from '#platform/values/civil-date.ts'
import type { TimeSpan } from '#platform/values/period.ts'
import type { PackStatus } from './contract.ts'

/** A stretch that is reported on. `key` names it for deadlines: 2026-Q4. */
export type Period = {
  readonly key: string
  readonly label: string
  readonly from: string
  readonly to: string
}

/** 每月, 每季度, 每半年, 每年 fall on the calendar. */
const calendar: Readonly<Record<number, (year: number, index: number) => readonly [string, string]>> = {
  1: (year, index) => [`${year}-${String(index + 1).padStart(2, '0')}`, `${year}年${index + 1}月`],
  3: (year, index) => [`${year}-Q${index + 1}`, `${year}年第${'一二三四'[index]}季度`],
  6: (year, index) => [`${year}-H${index + 1}`, `${year}年${index === 0 ? '上' : '下'}半年`],
  12: (year) => [String(year), `${year}年度`],
}

const monthsOf = (span: TimeSpan | null) =>
  span?.unit === 'year' ? span.amount * 12 : span?.unit === 'month' ? span.amount : null

/**
 * The period that a day falls into. Where no document says how often (未规定), or not in whole parts of a year, the period goes from
 * the day after the last pack to the day itself.
 */
export function periodOf(span: TimeSpan | null, day: string, after: string | null): Period {
  const months = monthsOf(span)
  const named = months === null ? undefined : calendar[months]
  const { year, month } = civilDateParts(day)
  if (!named || months === null) {
    const from = after === null ? `${year}-01-01` : addDays(after, 1)
    return {
      key: day,
      label: `截至${year}年${month}月${civilDateParts(day).day}日`,
      from: from > day ? day : from,
      to: day,
    }
  }
  const index = Math.floor((month - 1) / months)
  const from = `${year}-${String(index * months + 1).padStart(2, '0')}-01`
  const [key, label] = named(year, index)
  return { key, label, from, to: addDays(addMonthsClamped(from, months), -1) }
}

/** The period before one of the calendar; undefined where periods are not of the calendar. */
export function periodBefore(span: TimeSpan | null, period: Period): Period | undefined {
  const months = monthsOf(span)
  return months !== null && calendar[months] ? periodOf(span, addDays(period.from, -1), null) : undefined
}

/** The last day on which a report of the period is on time; null where no document and no promise says how often. */
export function dueOf(span: TimeSpan | null, period: Period): string | null {
  const months = monthsOf(span)
  return months !== null && calendar[months] ? period.to : null
}

/** 360902-2026-003 */
export function packNumber(code: string, year: number, no: number): string {
  return `${code}-${year}-${String(no).padStart(3, '0')}`
}

/** How a unit below stands in a period, as the receiver sees it. */
export type ReportState = 'none' | 'late' | PackStatus

/** `answered`: the newest pack of the period that was sent, if any. */
export function stateOf(
  sent: { readonly status: Exclude<PackStatus, 'draft'> } | undefined,
  due: string | null,
  today: string,
): Exclude<ReportState, 'draft'> {
  if (sent) return sent.status
  return due !== null && today > due ? 'late' : 'none'
}
