import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkRegistrationNumber, registrationCheckDigit } from './registration-number.ts'

test('an old number has 15 digits; its check digit tells a typing error', () => {
  const body = fc.stringMatching(/^\d{14}$/)
  fc.assert(
    fc.property(body, fc.nat({ max: 13 }), fc.integer({ min: 1, max: 9 }), (first, at, by) => {
      const number = first + registrationCheckDigit(first)
      expect(checkRegistrationNumber(number)).toEqual({ code: number, ok: true, checkDigitFits: true })
      const wrong = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1)
      expect(checkRegistrationNumber(wrong).checkDigitFits).toBe(false)
    }),
  )
  expect(checkRegistrationNumber('１１０１０８００００００１６').ok).toBe(false)
  expect(checkRegistrationNumber('91360902MA00000000').ok).toBe(false)
})
