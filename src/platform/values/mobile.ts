import * as z from 'zod'
import { type Reading, refused, understood } from './reading.ts'
import { characterCount, normaliseCode } from './text.ts'

/** Half width; white space, dashes, parentheses and a leading +86 / 0086 / 86 (before 11 digits) removed. */
export function normaliseMobile(text: string): string {
  const digits = normaliseCode(text).replace(/[-‐-―−()（）.·]/g, '')
  return digits.replace(/^(?:\+86|0086)/, '').replace(/^86(?=1\d{10}$)/, '')
}

/** Reads a mainland mobile number of 11 digits. */
export function readMobile(text: string): Reading<string> {
  const mobile = normaliseMobile(text)
  if (mobile === '') return refused('没有填写。请填写 11 位手机号码。')
  if (!/^\d+$/.test(mobile)) return refused('含有数字以外的字符。请只填 11 位数字。')
  const count = characterCount(mobile)
  if (count < 11) return refused(`填了 ${count} 位，应为 11 位。请补全。`)
  if (count > 11) return refused(`填了 ${count} 位，应为 11 位。请删去多余的数字。`)
  if (!/^1[3-9]/.test(mobile)) return refused(`没有以 ${mobile.slice(0, 2)} 开头的手机号码。请核对前两位。`)
  return understood(mobile)
}

/** 138****1234. Anything that is not 11 digits shows only its last two characters. */
export function maskMobile(mobile: string): string {
  return /^\d{11}$/.test(mobile)
    ? `${mobile.slice(0, 3)}****${mobile.slice(7)}`
    : `****${[...mobile].length > 4 ? mobile.slice(-2) : ''}`
}

/** Schema of a normalised mainland mobile number. */
export const Mobile = z
  .string('没有填写。请填写 11 位手机号码。')
  .overwrite(normaliseMobile)
  .superRefine((mobile, ctx) => {
    const reading = readMobile(mobile)
    if (!reading.ok) ctx.addIssue({ code: 'custom', message: reading.message })
  })
  .describe('手机号码，11 位数字')
export type Mobile = z.infer<typeof Mobile>
