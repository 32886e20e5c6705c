import * as z from 'zod'
import { characterCount, normaliseCode } from './text.ts'

// GB 32100—2015: digits and letters without I, O, S, V, Z; weight of position i is 3^(i-1) mod 31.
const CHARSET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const LENGTH = 18
/** Characters of the set, and digits where the area stands. */
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/
const LOOKS_LIKE: Readonly<Record<string, string>> = { O: '0', I: '1', S: '5', Z: '2' }

/** What is wrong with a 统一社会信用代码. Only `check-digit` is a warning: some codes issued in the pilot years fail the check and are legal. */
export type CreditCodeProblem = {
  readonly kind: 'length' | 'charset' | 'check-digit'
  readonly severity: 'error' | 'warning'
  /** zh-CN: why and what to do. */
  readonly message: string
  /** The code the person probably meant (a letter O read as a digit 0 …). To be shown, never applied unasked. */
  readonly suggestion?: string
}

/** `ok` means the code can be stored; a stored code may still carry a warning in `problem`. `code` is the normalised text. */
export type CreditCodeCheck = {
  readonly ok: boolean
  readonly code: string
  readonly problem?: CreditCodeProblem
}

/** Half width, upper case, no white space, hyphens removed. Look-alike letters are left alone. */
export function normaliseCreditCode(text: string): string {
  return normaliseCode(text).replace(/[-‐-―−]/g, '')
}

/** The check character of the first 17 characters, or null when they are not 17 characters of the charset. */
export function creditCodeCheckDigit(body: string): string | null {
  if (body.length !== LENGTH - 1) return null
  let sum = 0
  for (let i = 0; i < WEIGHTS.length; i += 1) {
    const value = CHARSET.indexOf(body.charAt(i))
    if (value < 0) return null
    sum += value * (WEIGHTS[i] ?? 0)
  }
  return CHARSET.charAt((31 - (sum % 31)) % 31)
}

/** The first 17 characters completed by their check character. Throws RangeError when they are not such characters. */
export function makeCreditCode(body: string): string {
  const digit = creditCodeCheckDigit(body)
  if (digit === null) throw new RangeError(`a credit code body is 17 characters of ${CHARSET}`)
  return body + digit
}

/** Normalises and checks a 统一社会信用代码 (GB 32100—2015). */
export function checkCreditCode(text: string): CreditCodeCheck {
  const code = normaliseCreditCode(text)
  const shape = SHAPE.test(code) ? null : (lengthProblem(code) ?? charsetProblem(code))
  const problem = shape ?? checkDigitProblem(code)
  return problem ? { ok: problem.severity === 'warning', code, problem } : { ok: true, code }
}

/** Digits 3–8 of a normalised code: the area of the registering authority (GB/T 2260), or null when they are not digits. */
export function creditCodeArea(code: string): string | null {
  const area = code.slice(2, 8)
  return /^\d{6}$/.test(area) ? area : null
}

function lengthProblem(code: string): CreditCodeProblem | null {
  const count = characterCount(code)
  if (count === LENGTH) return null
  const advice = count < LENGTH ? '请对照营业执照补全。' : '请对照营业执照删去多余的字符。'
  const message =
    count === 0 ? '没有填写。请按营业执照填写 18 位代码。' : `填了 ${count} 位，应为 18 位。${advice}`
  return { kind: 'length', severity: 'error', message }
}

function charsetProblem(code: string): CreditCodeProblem | null {
  const characters = [...code]
  const at = characters.findIndex((c, i) => !CHARSET.includes(c) || (i >= 2 && i < 8 && !/\d/.test(c)))
  if (at < 0) return null
  const wrong = characters[at] ?? ''
  const meant = LOOKS_LIKE[wrong]
  const why = CHARSET.includes(wrong)
    ? `第 ${at + 1} 位是字母“${wrong}”，第 3 至 8 位应为数字`
    : `第 ${at + 1} 位是“${wrong}”，代码中没有这个字符${meant ? `，可能是数字 ${meant}` : ''}`
  const problem = { kind: 'charset', severity: 'error', message: `${why}。请对照营业执照改正。` } as const
  const suggestion = characters.map((c) => LOOKS_LIKE[c] ?? c).join('')
  return suggestion.at(-1) === creditCodeCheckDigit(suggestion.slice(0, -1)) && creditCodeArea(suggestion)
    ? { ...problem, suggestion }
    : problem
}

function checkDigitProblem(code: string): CreditCodeProblem | null {
  if (code.at(-1) === creditCodeCheckDigit(code.slice(0, -1))) return null
  const message = '校验码对不上，可能有一位抄错。请对照营业执照核对；确与执照一致的，可以保留并注明。'
  return { kind: 'check-digit', severity: 'warning', message }
}

/** Schema of a normalised 统一社会信用代码. Accepts a wrong check character (a warning: ask {@link checkCreditCode}). */
export const CreditCode = z
  .string('没有填写。请按营业执照填写 18 位代码。')
  .overwrite(normaliseCreditCode)
  .superRefine((code, ctx) => {
    const { ok, problem } = checkCreditCode(code)
    if (!ok && problem) ctx.addIssue({ code: 'custom', message: problem.message })
  })
  .describe('统一社会信用代码（GB 32100—2015），18 位')
export type CreditCode = z.infer<typeof CreditCode>
