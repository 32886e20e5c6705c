import * as z from 'zod'
import { type Reading, refused, understood } from './reading.ts'
import { characterCount, toHalfWidth } from './text.ts'

const SHAPE =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/

/** Half width, no white space, the domain in lower case. */
export function normaliseEmail(text: string): string {
  const plain = toHalfWidth(text).replace(/\s/g, '').replace(/。/g, '.')
  const at = plain.lastIndexOf('@')
  return at < 0 ? plain : plain.slice(0, at) + plain.slice(at).toLowerCase()
}

/** Reads an e-mail address of at most 254 characters. */
export function readEmail(text: string): Reading<string> {
  const email = normaliseEmail(text)
  if (email === '') return refused('没有填写。请填写电子邮箱，如 name@example.com。')
  if (characterCount(email) > 254) return refused('超过 254 个字符。请核对电子邮箱。')
  if (!email.includes('@')) return refused('缺少“@”。请按 name@example.com 的样子填写。')
  return SHAPE.test(email)
    ? understood(email)
    : refused('不是有效的电子邮箱。请按 name@example.com 的样子填写。')
}

/** zhang@example.com → z***@example.com. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at <= 0 ? '***' : `${[...email][0]}***${email.slice(at)}`
}

/** Schema of a normalised e-mail address. */
export const Email = z
  .string('没有填写。请填写电子邮箱，如 name@example.com。')
  .overwrite(normaliseEmail)
  .superRefine((email, ctx) => {
    const reading = readEmail(email)
    if (!reading.ok) ctx.addIssue({ code: 'custom', message: reading.message })
  })
  .describe('电子邮箱')
export type Email = z.infer<typeof Email>
