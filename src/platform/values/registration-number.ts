import { normaliseCode } from './text.ts'

/** An old 工商注册号 (before 统一社会信用代码): 15 digits, the last one a check digit by ISO 7064 MOD 11,10. */
export function checkRegistrationNumber(text: string): {
  code: string
  ok: boolean
  checkDigitFits: boolean
} {
  const code = normaliseCode(text)
  const ok = /^\d{15}$/.test(code)
  return { code, ok, checkDigitFits: ok && registrationCheckDigit(code.slice(0, 14)) === code.at(-1) }
}

/** The check digit of the first 14 digits. */
export function registrationCheckDigit(body: string): string {
  let product = 10
  for (const digit of body) {
    const sum = (product + Number(digit)) % 10 || 10
    product = (sum * 2) % 11
  }
  return String((11 - product) % 10)
}
