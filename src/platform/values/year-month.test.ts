import { describe, expect, it } from 'vitest'
import { addYearMonths, formatYearMonth, lastDayOf, parseYearMonth, YearMonth } from './year-month.ts'

describe('year-month', () => {
  it('reads the spellings people use', () => {
    const spellings = [
      '2026年9月',
      '2026年09月份',
      '2026.9',
      '2026/09',
      '2026-9',
      '202609',
      '二〇二六年九月',
      '2026-09-30',
    ]
    for (const spelling of spellings) {
      expect([spelling, parseYearMonth(spelling)]).toEqual([spelling, { ok: true, value: '2026-09' }])
    }
  })

  it('refuses the rest', () => {
    for (const text of ['', '2026', '202613', '26.9', '9月', '2026-00', '现在']) {
      expect(parseYearMonth(text)).toMatchObject({ ok: false })
    }
    expect(YearMonth.safeParse('2026-13').success).toBe(false)
    expect(YearMonth.parse('2026-12')).toBe('2026-12')
  })

  it('counts and prints', () => {
    expect(addYearMonths('2026-11', 3)).toBe('2027-02')
    expect(lastDayOf('2028-02')).toBe('2028-02-29')
    expect(formatYearMonth('2026-09')).toBe('2026年9月')
  })
})
