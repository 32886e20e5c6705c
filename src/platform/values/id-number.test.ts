import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from './civil-date.ts'
import { checkIdNumber, IdDocument, IdNumber, idNumberCheckDigit, maskIdNumber } from './id-number.ts'

const TODAY = '2026-11-21'
const person = fc.record({ days: fc.nat(45_000), order: fc.nat(999) }).map(({ days, order }) => {
  const birthDate = addDays('1900-01-01', days)
  const body = `360902${birthDate.replace(/-/g, '')}${String(order).padStart(3, '0')}`
  return { birthDate, order, number: body + idNumberCheckDigit(body) }
})

describe('居民身份证号', () => {
  it('agrees with the example of the standard', () => {
    expect(checkIdNumber('11010519491231002X', TODAY)).toMatchObject({
      ok: true,
      birthDate: '1949-12-31',
      gender: 'female',
    })
  })

  it('derives birth date and gender', () => {
    fc.assert(
      fc.property(person, ({ number, birthDate, order }) => {
        const gender = order % 2 === 1 ? 'male' : 'female'
        expect(checkIdNumber(number, TODAY)).toEqual({ ok: true, number, birthDate, gender })
      }),
    )
  })

  it('finds any one digit changed', () => {
    fc.assert(
      fc.property(
        person,
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 1, max: 9 }),
        ({ number }, at, by) => {
          const changed = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1)
          expect(checkIdNumber(changed, TODAY).ok).toBe(false)
        },
      ),
    )
  })

  it('finds any two neighbours exchanged', () => {
    fc.assert(
      fc.property(person, fc.nat(15), ({ number }, at) => {
        const [a, b] = [number.charAt(at), number.charAt(at + 1)]
        fc.pre(a !== b)
        expect(checkIdNumber(number.slice(0, at) + b + a + number.slice(at + 2), TODAY).ok).toBe(false)
      }),
    )
  })

  it('names the kind of fault', () => {
    const kind = (text: string) => {
      const check = checkIdNumber(text, TODAY)
      return check.ok ? null : check.problem.kind
    }
    expect(kind('1101051949123100')).toBe('length')
    expect(kind('110105491231002')).toBe('length')
    expect(kind('1101051949123100AX')).toBe('charset')
    expect(kind('99010519491231002X')).toBe('area')
    expect(kind('110105194902310022')).toBe('birth-date')
    expect(kind('110105203112310021')).toBe('birth-date')
    expect(kind('110105194912310021')).toBe('check-digit')
  })

  it('normalises and keeps to the schema', () => {
    expect(IdNumber.parse(' １１０１０５ 19491231 002x')).toBe('11010519491231002X')
    const result = IdNumber.safeParse('11010519491231002')
    expect(result.error?.issues[0]?.message).toBe('填了 17 位，应为 18 位。请补全。')
  })

  it('shows the first three and the last four only', () => {
    expect(maskIdNumber('11010519491231002X')).toBe('110***********002X')
    expect(maskIdNumber('E12345678')).toBe('*******78')
    expect(maskIdNumber('12')).toBe('****')
    fc.assert(
      fc.property(fc.string(), (text) => {
        const shown = maskIdNumber(text).replace(/\*/g, '')
        expect([...shown].length).toBeLessThanOrEqual(7)
        expect(maskIdNumber(text)).toContain('*'.repeat(3))
      }),
    )
  })

  it('takes other documents by form only', () => {
    expect(IdDocument.parse({ type: 'passport', number: ' e１２３４５６７８ ' }).number).toBe('E12345678')
    const foreign = IdDocument.safeParse({ type: 'foreign-permanent-resident-id', number: '中' })
    expect(foreign.error?.issues[0]).toMatchObject({ path: ['number'] })
    expect(IdDocument.safeParse({ type: 'resident-id', number: 'E12345678' }).success).toBe(false)
  })
})
