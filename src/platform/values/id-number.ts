import * as z from 'zod'
import { type CivilDate, civilDate, civilDateOf } from './civil-date.ts'
import { type Reading, refused, understood } from './reading.ts'
import { characterCount, normaliseCode } from './text.ts'

// GB 11643—1999.
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK = '10X98765432'
// Provinces of GB/T 2260; 81, 82, 83 begin the numbers of residence permits for Hong Kong, Macao and Taiwan residents.
const PROVINCES = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/

/** Gender, as GB/T 2261.1 codes 1 and 2. */
export const Gender = z.enum(['male', 'female']).describe('性别')
export type Gender = z.infer<typeof Gender>

/** zh-CN names of {@link Gender}. */
export const GENDER_NAMES: Readonly<Record<Gender, string>> = { male: '男', female: '女' }

/** What a valid 居民身份证号 says, or why it is not one (zh-CN: why and what to do). `number` is the normalised text. */
export type IdNumberCheck =
  | { readonly ok: true; readonly number: string; readonly birthDate: CivilDate; readonly gender: Gender }
  | {
      readonly ok: false
      readonly number: string
      readonly problem: {
        readonly kind: 'length' | 'charset' | 'area' | 'birth-date' | 'check-digit'
        readonly message: string
      }
    }

/** Half width, upper case X, no white space or hyphens. */
export function normaliseIdNumber(text: string): string {
  return normaliseCode(text).replace(/[-‐-―−]/g, '')
}

/** The check character of the first 17 digits, or null when they are not 17 digits. */
export function idNumberCheckDigit(body: string): string | null {
  if (!/^\d{17}$/.test(body)) return null
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(body[i]), 0)
  return CHECK.charAt(sum % 11)
}

/** Normalises and checks a 居民身份证号 (GB 11643—1999). A birth date after `today` (default: now in Shanghai) is refused. */
export function checkIdNumber(text: string, today: CivilDate = civilDateOf(new Date())): IdNumberCheck {
  const number = normaliseIdNumber(text)
  const wrong = (kind: 'length' | 'charset' | 'area' | 'birth-date' | 'check-digit', message: string) =>
    ({ ok: false, number, problem: { kind, message } }) as const
  const count = characterCount(number)
  if (count === 0) return wrong('length', '没有填写。请填写 18 位身份证号。')
  if (/^\d{15}$/.test(number)) return wrong('length', '15 位的旧号码已停用。请填写现在身份证上的 18 位号码。')
  if (count !== 18) {
    return wrong('length', `填了 ${count} 位，应为 18 位。${count < 18 ? '请补全。' : '请删去多余的字符。'}`)
  }
  if (!/^\d{17}[\dX]$/.test(number))
    return wrong('charset', '前 17 位应为数字，末位为数字或 X。请对照身份证改正。')
  if (!PROVINCES.test(number)) return wrong('area', `没有以 ${number.slice(0, 2)} 开头的地区。请核对前两位。`)
  const birthDate = birthDateIn(number)
  if (birthDate === null || birthDate < '1900-01-01' || birthDate > today) {
    return wrong('birth-date', `第 7 至 14 位（${number.slice(6, 14)}）不是有效的出生日期。请核对这八位。`)
  }
  if (number.at(-1) !== idNumberCheckDigit(number.slice(0, 17))) {
    return wrong('check-digit', '末位校验码对不上，可能有一位抄错。请对照身份证逐位核对。')
  }
  return { ok: true, number, birthDate, gender: Number(number[16]) % 2 === 1 ? 'male' : 'female' }
}

/** First 3 and last 4 characters, the rest stars; numbers of 6–9 characters show only the last 2, shorter ones nothing. */
export function maskIdNumber(number: string): string {
  const characters = [...number]
  const shownAtEnd = characters.length >= 10 ? 4 : characters.length >= 6 ? 2 : 0
  const start = characters.length >= 10 ? characters.slice(0, 3) : []
  const end = shownAtEnd > 0 ? characters.slice(-shownAtEnd) : []
  const hidden = Math.max(characters.length - start.length - end.length, 4)
  return [...start, '*'.repeat(hidden), ...end].join('')
}

function birthDateIn(number: string): CivilDate | null {
  return civilDate(Number(number.slice(6, 10)), Number(number.slice(10, 12)), Number(number.slice(12, 14)))
}

/** Schema of a normalised, valid 居民身份证号. */
export const IdNumber = z
  .string('没有填写。请填写 18 位身份证号。')
  .overwrite(normaliseIdNumber)
  .superRefine((number, ctx) => {
    const check = checkIdNumber(number)
    if (!check.ok) ctx.addIssue({ code: 'custom', message: check.problem.message })
  })
  .describe('居民身份证号（GB 11643—1999），18 位')
export type IdNumber = z.infer<typeof IdNumber>

/** Kinds of identity document a person may show. */
export const IdDocumentType = z
  .enum(['resident-id', 'hk-macao-taiwan-residence-permit', 'passport', 'foreign-permanent-resident-id'])
  .describe('证件类型')
export type IdDocumentType = z.infer<typeof IdDocumentType>

/** Reads a document number: a 居民身份证号 is checked, the others are 5–30 letters, digits, hyphens or parentheses. */
export function readIdDocumentNumber(type: IdDocumentType, text: string): Reading<string> {
  if (type === 'resident-id') {
    const check = checkIdNumber(text)
    return check.ok ? understood(check.number) : refused(check.problem.message)
  }
  const number = normaliseCode(text)
  if (number === '') return refused('没有填写。请按证件填写号码。')
  return /^[A-Z0-9()-]{5,30}$/.test(number)
    ? understood(number)
    : refused('证件号码应为 5 至 30 位字母或数字。请对照证件改正。')
}

/** Schema of an identity document: type and number. */
export const IdDocument = z
  .object({ type: IdDocumentType, number: z.string('没有填写。请按证件填写号码。').overwrite(normaliseCode) })
  .superRefine(({ type, number }, ctx) => {
    const reading = readIdDocumentNumber(type, number)
    if (!reading.ok) ctx.addIssue({ code: 'custom', path: ['number'], message: reading.message })
  })
  .describe('身份证件')
export type IdDocument = z.infer<typeof IdDocument>
