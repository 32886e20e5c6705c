import * as z from 'zod'
import { type Reading, refused, understood } from './reading.ts'
import { normaliseCode, toHalfWidth } from './text.ts'

const FIRST_YEAR = 1800
const LAST_YEAR = 2199
const DAY_MS = 86_400_000
const FORMAT_ADVICE = '请按“2026年9月1日”或“2026-09-01”填写。'

/** A civil date of Asia/Shanghai, 'YYYY-MM-DD', years 1800–2199. Dates compare as strings. */
export const CivilDate = z.iso
  .date(`不是有效的日期。${FORMAT_ADVICE}`)
  .refine(
    (text) => isYear(Number(text.slice(0, 4))),
    `年份不在 ${FIRST_YEAR} 至 ${LAST_YEAR} 之间。请核对年份。`,
  )
  .describe('日期，YYYY-MM-DD（北京时间）')
export type CivilDate = z.infer<typeof CivilDate>

/** As CivilDate, for what people type: any spelling that parseCivilDate reads, kept as YYYY-MM-DD. */
export const WrittenDate = z
  .string(`没有填写。${FORMAT_ADVICE}`)
  .overwrite((text) => {
    const reading = parseCivilDate(text)
    return reading.ok ? reading.value : text
  })
  .superRefine((text, ctx) => {
    const reading = parseCivilDate(text)
    if (!reading.ok) ctx.addIssue({ code: 'custom', message: reading.message })
  })
  .describe('日期，YYYY-MM-DD（北京时间）；也接受 2026年9月1日、2026.9.1 等写法')

/** The civil date of an instant in Asia/Shanghai (UTC+8; right for instants after 1991). */
export function civilDateOf(instant: Date): CivilDate {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** A civil date from its parts, or null when there is no such day or the year is outside 1800–2199. */
export function civilDate(year: number, month: number, day: number): CivilDate | null {
  if (!isYear(year) || !Number.isInteger(month) || !Number.isInteger(day)) return null
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return `${year}-${two(month)}-${two(day)}`
}

/** Days of a month (1–12) of the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Year, month (1–12) and day of a civil date. */
export function civilDateParts(date: CivilDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** The date `days` later (negative: earlier). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The same day `months` later (negative: earlier), clamped to the end of that month: 2026-01-31 + 1 → 2026-02-28. */
export function addMonthsClamped(date: CivilDate, months: number): CivilDate {
  const { year, month, day } = civilDateParts(date)
  const index = year * 12 + (month - 1) + months
  const y = Math.floor(index / 12)
  const m = index - y * 12 + 1
  return `${String(y).padStart(4, '0')}-${two(m)}-${two(Math.min(day, daysInMonth(y, m)))}`
}

/** Last day of a period of `months` begun on `last`: `last` + months, clamped, minus one day. */
export function dueAfter(last: CivilDate, months: number): CivilDate {
  return addDays(addMonthsClamped(last, months), -1)
}

/** Complete years from one date to another; negative when `to` is earlier. A 29 February completes its year on 1 March. */
export function yearsBetween(from: CivilDate, to: CivilDate): number {
  if (to < from) return -yearsBetween(to, from)
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(5) < from.slice(5) ? years - 1 : years
}

/** Days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

/** '2026-09-01' → '2026年9月1日'. */
export function formatCivilDate(date: CivilDate): string {
  const { year, month, day } = civilDateParts(date)
  return `${year}年${month}月${day}日`
}

/** The date of an Excel date cell as a reader gives it (midnight UTC), without a shift of zone. */
export function civilDateFromExcelDate(cell: Date): Reading<CivilDate> {
  if (Number.isNaN(cell.getTime())) return refused(`不是有效的日期。${FORMAT_ADVICE}`)
  return fromParts(cell.getUTCFullYear(), cell.getUTCMonth() + 1, cell.getUTCDate())
}

/** The date of an Excel serial number (1900 system: 1 = 1900-01-01, with Excel's 29 February 1900). */
export function civilDateFromExcelSerial(serial: number): Reading<CivilDate> {
  const day = Math.floor(serial)
  if (!(day >= 61 && day <= 109_938)) return refused(`数字 ${serial} 不是表格中的日期。${FORMAT_ADVICE}`)
  return understood(addDays('1899-12-30', day))
}

/**
 * Reads a date as people write it: 2026年9月1日(号), 2026.9.1, 2026/9/1, 2026-09-01, 20260901, full width,
 * 二〇二六年九月一日, a date with a time of day, an ISO instant (taken in Asia/Shanghai), an Excel serial as text.
 * Two-digit years, missing days and day-first orders are refused, not guessed.
 */
export function parseCivilDate(text: string): Reading<CivilDate> {
  // As it is kept: read again with every form that is shown.
  const kept = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (kept) return fromParts(Number(kept[1]), Number(kept[2]), Number(kept[3]))
  const raw = chineseNumeralsToDigits(normaliseCode(withoutTimeOfDay(text)))
  if (raw === '') return refused(`没有填写。${FORMAT_ADVICE}`)
  if (/^\d{5}$/.test(raw)) return civilDateFromExcelSerial(Number(raw))
  const instant = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})$/.exec(raw)
  if (instant && !/^00:00(:00(\.0+)?)?$/.test(instant[2] ?? '')) return fromInstant(raw)
  const written =
    /^(\d{4})(\d{2})(\d{2})$/.exec(raw) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/.exec(raw) ??
    /^(\d{4})[-‐-―−](\d{1,2})[-‐-―−](\d{1,2})(?:T\d{2}:.*)?$/.exec(raw) ??
    /^(\d{4})([./,、。])(\d{1,2})\2(\d{1,2})\2?$/.exec(raw)
  if (!written) return refused(whyUnreadable(raw))
  const [year, month, day] = written
    .slice(1)
    .filter((part) => /^\d+$/.test(part ?? ''))
    .map(Number)
  return fromParts(year ?? 0, month ?? 0, day ?? 0)
}

function withoutTimeOfDay(text: string): string {
  return toHalfWidth(text)
    .trim()
    .replace(/\s+\d{1,2}[:时点].*$/, '')
}

function fromInstant(text: string): Reading<CivilDate> {
  const instant = new Date(text)
  if (Number.isNaN(instant.getTime())) return refused(`不是有效的日期。${FORMAT_ADVICE}`)
  const { year, month, day } = civilDateParts(civilDateOf(instant))
  return fromParts(year, month, day)
}

function fromParts(year: number, month: number, day: number): Reading<CivilDate> {
  const date = civilDate(year, month, day)
  if (date) return understood(date)
  if (!isYear(year)) return refused(`年份 ${year} 不在 ${FIRST_YEAR} 至 ${LAST_YEAR} 之间。请核对年份。`)
  if (month < 1 || month > 12) return refused(`没有 ${month} 月。请核对月份。`)
  return refused(`${year}年${month}月没有 ${day} 日。请核对日期。`)
}

function whyUnreadable(raw: string): string {
  if (/^\d{4}(年|[-./])\d{1,2}月?$/.test(raw)) return `只写到月，缺少日。${FORMAT_ADVICE}`
  if (/^\d{2}(年|[-./])\d{1,2}(月|[-./])\d{1,2}日?$/.test(raw))
    return `年份只有两位。请写四位年份，如“2026-09-01”。`
  if (/^\d{1,2}[-./]\d{1,2}[-./]\d{4}$/.test(raw)) return `分不清哪个是月、哪个是日。${FORMAT_ADVICE}`
  return `看不懂这个日期。${FORMAT_ADVICE}`
}

function chineseNumeralsToDigits(text: string): string {
  if (!/[〇零○一二三四五六七八九十]/.test(text)) return text
  const digit = (c: string) => '〇一二三四五六七八九'.indexOf(c.replace(/[零○]/, '〇'))
  return text
    .replace(/([一二三]?)十([一二三四五六七八九]?)/g, (_, tens: string, ones: string) =>
      String((tens ? digit(tens) : 1) * 10 + (ones ? digit(ones) : 0)),
    )
    .replace(/[〇零○一二三四五六七八九]/g, (c) => String(digit(c)))
}

function isYear(year: number): boolean {
  return Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}
