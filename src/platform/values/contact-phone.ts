import * as z from 'zod'
import { maskMobile, normaliseMobile, readMobile } from './mobile.ts'
import { type Reading, refused, understood } from './reading.ts'
import { normaliseCode } from './text.ts'

/** A mobile number as 11 digits, or a landline as 0795-1234567 with an optional extension after 转: 0795-1234567-801. */
export function normaliseContactPhone(text: string): string {
  const plain = normaliseCode(text)
    .replace(/[‐-―−]/g, '-')
    .replace(/[()（）]/g, '')
  const line = /^(?:\+86|0086)?-?(0?(?:10|2\d|[3-9]\d{2}))-?(\d{7,8})(?:(?:-|转|EXT\.?)(\d{1,6}))?$/.exec(
    plain,
  )
  const landline = line && (plain.includes('+86') || plain.startsWith('0')) ? line : null
  if (!landline) return normaliseMobile(text)
  const [, area = '', number = '', extension] = landline
  return [area.startsWith('0') ? area : `0${area}`, number, ...(extension ? [extension] : [])].join('-')
}

/** Reads 联系方式: a mobile number, or a landline with its area code. */
export function readContactPhone(text: string): Reading<string> {
  const phone = normaliseContactPhone(text)
  if (/^0\d{2,3}-\d{7,8}(-\d{1,6})?$/.test(phone)) return understood(phone)
  if (/^0/.test(phone)) return refused('固定电话应为区号加 7 或 8 位号码。请按“0795-1234567”填写。')
  if (/^[2-9]\d{6,7}$/.test(phone)) return refused('固定电话缺少区号。请按“0795-1234567”填写。')
  return readMobile(phone)
}

/** 138****1234; 0795-****567. */
export function maskContactPhone(phone: string): string {
  const [area, number] = phone.split('-')
  return area && number ? `${area}-****${number.slice(-3)}` : maskMobile(phone)
}

/** Schema of a normalised contact number (mobile or landline). */
export const ContactPhone = z
  .string('没有填写。请填写手机号码，或带区号的固定电话。')
  .overwrite(normaliseContactPhone)
  .superRefine((phone, ctx) => {
    const reading = readContactPhone(phone)
    if (!reading.ok) ctx.addIssue({ code: 'custom', message: reading.message })
  })
  .describe('联系电话：手机号码，或带区号的固定电话')
export type ContactPhone = z.infer<typeof ContactPhone>
