import { describe, expect, it } from 'vitest'
import { ContactPhone, maskContactPhone, readContactPhone } from './contact-phone.ts'
import { Mobile, maskMobile, readMobile } from './mobile.ts'

const message = (reading: ReturnType<typeof readMobile>) => (reading.ok ? reading.value : reading.message)

describe('mobile', () => {
  it('reads the spellings people use', () => {
    const spellings = [
      '13800001234',
      '+86 138-0000-1234',
      '008613800001234',
      '８６ 138 0000 1234',
      '１３８００００１２３４',
      '(138)00001234',
    ]
    for (const spelling of spellings) expect(Mobile.parse(spelling)).toBe('13800001234')
  })

  it('says what is missing', () => {
    expect(message(readMobile('1380000123'))).toBe('填了 10 位，应为 11 位。请补全。')
    expect(message(readMobile('138000012345'))).toBe('填了 12 位，应为 11 位。请删去多余的数字。')
    expect(message(readMobile('12800001234'))).toBe('没有以 12 开头的手机号码。请核对前两位。')
    expect(message(readMobile('1380000123O'))).toBe('含有数字以外的字符。请只填 11 位数字。')
    expect(message(readMobile('　'))).toBe('没有填写。请填写 11 位手机号码。')
  })

  it('masks the middle', () => {
    expect(maskMobile('13800001234')).toBe('138****1234')
    expect(maskMobile('9123')).toBe('****')
    expect(maskMobile('')).toBe('****')
  })
})

describe('contact phone', () => {
  it('takes a mobile number or a landline', () => {
    expect(ContactPhone.parse('138 0000 1234')).toBe('13800001234')
    expect(ContactPhone.parse('（0795）1234567')).toBe('0795-1234567')
    expect(ContactPhone.parse('+86-795-1234567')).toBe('0795-1234567')
    expect(ContactPhone.parse('010－12345678转801')).toBe('010-12345678-801')
  })

  it('asks for the area code', () => {
    expect(message(readContactPhone('7123456'))).toMatch(/缺少区号/)
    expect(message(readContactPhone('0795-123'))).toMatch(/区号加 7 或 8 位/)
    expect(message(readContactPhone('1380000123'))).toBe('填了 10 位，应为 11 位。请补全。')
  })

  it('masks both kinds', () => {
    expect(maskContactPhone('0795-1234567')).toBe('0795-****567')
    expect(maskContactPhone('13800001234')).toBe('138****1234')
  })
})
