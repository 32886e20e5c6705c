import * as z from 'zod'
import { addMonthsClamped, type CivilDate, daysInMonth, parseCivilDate } from './civil-date.ts'
import { type Reading, refused } from './reading.ts'
import { normaliseCode } from './text.ts'

const ADVICE = '请按“2026年9月”或“2026-09”填写。'

/** A month, 'YYYY-MM', years 1800–2199, from any spelling that parseYearMonth reads. Months compare as strings. */
export const YearMonth: z.ZodType<string, string> = z
  .string(`没有填写。${ADVICE}`)
  .overwrite((text) => {
    const reading = parseYearMonth(text)
    return reading.ok ? reading.value : text
  })
  .superRefine((text, ctx) => {
    const reading = parseYearMonth(text)
    if (!reading.ok) ctx.addIssue({ code: 'custom', message: reading.message })
  })
  .describe('年月，YYYY-MM；也接受 2026年9月、2026.9 等写法')

export type YearMonth = z.infer<typeof YearMonth>

/** The month a civil date lies in. */
export function yearMonthOf(date: CivilDate): YearMonth {
  return date.slice(0, 7)
}

/** First day of the month. */
export function firstDayOf(month: YearMonth): CivilDate {
  return `${month}-01`
}

/** Last day of the month. */
export function lastDayOf(month: YearMonth): CivilDate {
  return `${month}-${daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))}`
}

/** The month `months` later (negative: earlier). */
export function addYearMonths(month: YearMonth, months: number): YearMonth {
  return yearMonthOf(addMonthsClamped(firstDayOf(month), months))
}

/** '2026-09' → '2026年9月'. */
export function formatYearMonth(month: YearMonth): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5))}月`
}

/**
 * Reads 2026年9月, 2026.9, 2026/09, 2026-9, 202609, 二〇二六年九月, or a whole date (its month is taken).
 * Takes text only: the numeric cell 2026.1 may have been 2026.10, so numbers are the caller's to refuse.
 */
export function parseYearMonth(text: string): Reading<YearMonth> {
  const raw = normaliseCode(text)
  if (raw === '') return refused(`没有填写。${ADVICE}`)
  const compact = /^(\d{4})(\d{2})$/.exec(raw)
  const whole = parseCivilDate(compact ? `${raw}01` : text)
  const reading = whole.ok ? whole : parseCivilDate(`${raw.replace(/月$/, '').replace(/[年./、]/, '-')}-1`)
  const inChinese = reading.ok ? reading : parseCivilDate(`${raw.replace(/份$/, '')}一日`)
  if (inChinese.ok) return { ok: true, value: yearMonthOf(inChinese.value) }
  return refused(`看不懂这个年月。${ADVICE}`)
}
