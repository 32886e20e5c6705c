import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CodesSeen } from './codes-seen.ts'

const sign = fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY')
const code = fc.string({ unit: sign, minLength: 15, maxLength: 18 })

test('a code is seen on its first line and nowhere else', () => {
  fc.assert(
    fc.property(fc.array(code, { maxLength: 300 }), (codes) => {
      const seen = new CodesSeen()
      const first = new Map<string, number>()
      for (const [index, each] of codes.entries()) {
        expect(seen.firstLine(each, index + 1)).toBe(first.get(each) ?? 0)
        if (!first.has(each)) first.set(each, index + 1)
      }
    }),
  )
})

test('it grows with the list and forgets nothing', () => {
  const seen = new CodesSeen()
  const codes = Array.from({ length: 30_000 }, (_, n) => `91360902MA${String(n).padStart(8, '0')}`)
  for (const [index, each] of codes.entries()) expect(seen.firstLine(each, index + 2)).toBe(0)
  for (const [index, each] of codes.entries()) expect(seen.firstLine(each, 99_999)).toBe(index + 2)
})
