import * as z from 'zod'
import { type Reading, refused, understood } from './reading.ts'
import { characterCount, cleanText, isWellFormed } from './text.ts'

const ALLOWED = /^[\p{Script=Han}\p{L}\p{M}·' .-]+$/u

/** Cleans a name: no space between Chinese characters, any middle dot becomes U+00B7. */
export function normalisePersonName(text: string): string {
  return cleanText(text)
    .replace(/[•‧∙・･．。]/g, '·')
    .replace(/(\p{Script=Han})\s+(?=\p{Script=Han})/gu, '$1')
}

/** Whether two writings are the same name: spaces and the kind of middle dot make no difference. */
export function isSameName(one: string, other: string): boolean {
  const name = normalisePersonName(one)
  return name !== '' && name === normalisePersonName(other)
}

/** Reads a person's name of 1 to 50 characters; a single Chinese character is not a name. */
export function readPersonName(text: string): Reading<string> {
  if (!isWellFormed(text)) return refused('含有无法保存的残缺字符。请重新输入姓名。')
  const name = normalisePersonName(text)
  const count = characterCount(name)
  if (count === 0) return refused('没有填写。请按身份证件填写姓名。')
  if (count > 50) return refused(`填了 ${count} 个字，最多 50 个字。请按身份证件填写姓名。`)
  if (!ALLOWED.test(name)) return refused('含有数字或符号。请按身份证件填写姓名。')
  if (/^\p{Script=Han}$/u.test(name)) return refused('只有一个字。请填写完整姓名。')
  return understood(name)
}

/** 张三 → 张*; 张三丰 → 张**; never more than two stars, so that the length of a long name is not shown. */
export function maskPersonName(name: string): string {
  const [first, ...rest] = [...name]
  return first === undefined ? '' : first + '*'.repeat(Math.min(Math.max(rest.length, 1), 2))
}

/** Schema of a cleaned person's name. */
export const PersonName = z
  .string('没有填写。请按身份证件填写姓名。')
  .overwrite(normalisePersonName)
  .superRefine((name, ctx) => {
    const reading = readPersonName(name)
    if (!reading.ok) ctx.addIssue({ code: 'custom', message: reading.message })
  })
  .describe('姓名')
export type PersonName = z.infer<typeof PersonName>
