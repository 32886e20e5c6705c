import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CreditCode, checkCreditCode, creditCodeArea, makeCreditCode } from './credit-code.ts'

const CHARSET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const character = fc.constantFrom(...CHARSET)
const body = fc
  .tuple(
    fc.array(character, { minLength: 2, maxLength: 2 }),
    fc.nat(999_999),
    fc.array(character, { minLength: 9, maxLength: 9 }),
  )
  .map(([head, area, organisation]) => head.join('') + String(area).padStart(6, '0') + organisation.join(''))

describe('统一社会信用代码', () => {
  it('agrees with published codes', () => {
    expect(checkCreditCode('91350100M000100Y43')).toEqual({ ok: true, code: '91350100M000100Y43' })
    expect(makeCreditCode('91350100M000100Y4')).toBe('91350100M000100Y43')
  })

  it('accepts every code it completes', () => {
    fc.assert(
      fc.property(body, (b) => {
        expect(checkCreditCode(makeCreditCode(b)).problem).toBeUndefined()
      }),
    )
  })

  it('warns of any one character changed', () => {
    const change = fc.tuple(body, fc.nat(17), fc.integer({ min: 1, max: 30 }))
    fc.assert(
      fc.property(change, ([b, at, by]) => {
        const code = makeCreditCode(b)
        const values = at >= 2 && at < 8 ? '0123456789' : CHARSET
        const step = by % values.length || 1
        const other = values.charAt((values.indexOf(code.charAt(at)) + step) % values.length)
        const check = checkCreditCode(code.slice(0, at) + other + code.slice(at + 1))
        expect(check).toMatchObject({ ok: true, problem: { kind: 'check-digit', severity: 'warning' } })
      }),
    )
  })

  it('lets the legal pilot codes pass with a warning', () => {
    for (const code of ['91350100M0001TGQXM', '91350211M0000XUF46', '91350203M0001FUE2P']) {
      expect(checkCreditCode(code)).toMatchObject({ ok: true, problem: { kind: 'check-digit' } })
      expect(CreditCode.parse(code)).toBe(code)
    }
  })

  it('normalises width, case and space, but never letters that look like digits', () => {
    expect(CreditCode.parse(' ９１３５０１００m000-100y43　')).toBe('91350100M000100Y43')
    const check = checkCreditCode('9135O100M000100Y43')
    expect(check).toMatchObject({ ok: false, code: '9135O100M000100Y43' })
    expect(check.problem).toMatchObject({ kind: 'charset', suggestion: '91350100M000100Y43' })
    expect(check.problem?.message).toBe(
      '第 5 位是“O”，代码中没有这个字符，可能是数字 0。请对照营业执照改正。',
    )
  })

  it('says how many characters there are', () => {
    const problem = (text: string) => checkCreditCode(text).problem
    expect(problem('91350100M000100Y4')).toMatchObject({ kind: 'length', severity: 'error' })
    expect(problem('91350100M000100Y4')?.message).toBe('填了 17 位，应为 18 位。请对照营业执照补全。')
    expect(problem('91350100M000100Y430')?.message).toBe(
      '填了 19 位，应为 18 位。请对照营业执照删去多余的字符。',
    )
    expect(problem('　')?.message).toBe('没有填写。请按营业执照填写 18 位代码。')
    expect(CreditCode.safeParse('1'.repeat(500)).success).toBe(false)
    expect(CreditCode.safeParse('\ud800'.repeat(18)).success).toBe(false)
  })

  it('wants digits in the area', () => {
    expect(checkCreditCode('9135A100M000100Y43').problem?.kind).toBe('charset')
    expect(creditCodeArea('91350100M000100Y43')).toBe('350100')
    expect(creditCodeArea('9135')).toBeNull()
  })

  it('refuses to complete what is no body', () => {
    expect(() => makeCreditCode('9135O100M000100Y4')).toThrow(RangeError)
  })
})
