import { words } from './words.ts'

/** A civil date for a list: `11-20` in the year of `today`, else `2026-11-20`. None is `—`. */
export function listDate(date: string | null | undefined, today: string): string {
  if (!date) return words.none
  return date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date
}

const parts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** An instant (ISO 8601) in Beijing time to the minute: `2026-11-20 09:41`. */
export function instant(iso: string | null | undefined): string {
  return iso ? parts.format(new Date(iso)) : words.none
}

/** Today in Asia/Shanghai as `YYYY-MM-DD`. */
export function today(now: Date = new Date()): string {
  return parts.format(now).slice(0, 10)
}

/** Thousands separated, minus is U+2212, none is `—`. */
export function count(value: number | null | undefined): string {
  if (value === null || value === undefined) return words.none
  return value.toLocaleString('zh-CN').replace('-', '−')
}

/** A ratio in per cent with one decimal; no denominator, no ratio. */
export function ratio(numerator: number, denominator: number): string {
  return denominator === 0 ? words.none : `${((numerator / denominator) * 100).toFixed(1)}%`
}
