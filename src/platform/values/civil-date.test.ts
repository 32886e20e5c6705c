import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonthsClamped,
  CivilDate,
  civilDateFromExcelDate,
  civilDateFromExcelSerial,
  civilDateOf,
  daysBetween,
  dueAfter,
  formatCivilDate,
  parseCivilDate,
  WrittenDate,
  yearsBetween,
} from './civil-date.ts'
import { toHalfWidth } from './text.ts'

const date = fc.nat(109_000).map((days) => addDays('1900-01-01', days))
const value = (text: string) => {
  const reading = parseCivilDate(text)
  return reading.ok ? reading.value : reading.message
}

// Every UTF-16 code unit, half surrogates included.
const codeUnits = fc
  .array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd7f0, max: 0xe010 }), fc.nat(0x7f)))
  .map((units) => String.fromCharCode(...units))

describe('parseCivilDate', () => {
  it('reads the spellings people use', () => {
    const spellings = [
      '2026年9月1日', '2026年09月01号', '2026.9.1', '2026/9/1', '2026-09-01', '20260901', '2026－09－01',
      '２０２６年９月１日', '　2026 年 9 月 1 日　', '二〇二六年九月一日', '2026/9/1 0:00', '2026-09-01 08:30:00',
      '2026-09-01T00:00:00.000Z', '2026-08-31T16:00:00.000Z', '2026-09-01T08:00:00', '2026、9、1', '46266',
    ] // biome-ignore format: a list of words
    for (const spelling of spellings) expect([spelling, value(spelling)]).toEqual([spelling, '2026-09-01'])
    expect(value('二〇二六年十二月三十一日')).toBe('2026-12-31')
    expect(value('二零二六年十月二十日')).toBe('2026-10-20')
  })

  it('refuses what it would have to guess', () => {
    expect(value('26.9.1')).toBe('年份只有两位。请写四位年份，如“2026-09-01”。')
    expect(value('9/1/2026')).toMatch(/^分不清哪个是月/)
    expect(value('2026年9月')).toMatch(/^只写到月，缺少日。/)
    expect(value('2026-02-29')).toBe('2026年2月没有 29 日。请核对日期。')
    expect(value('2026-13-01')).toBe('没有 13 月。请核对月份。')
    expect(value('0026-01-01')).toMatch(/^年份 26 不在/)
    expect(value('')).toMatch(/^没有填写。/)
    for (const text of ['明天', '2026/9-1', '2026-9-1-1', '1e5', '-1', 'NaN', '\ud800']) {
      expect(parseCivilDate(text).ok).toBe(false)
    }
  })

  it('reads back every date it writes, and never crashes', () => {
    fc.assert(
      fc.property(date, (d) => {
        expect(value(formatCivilDate(d))).toBe(d)
      }),
    )
    fc.assert(
      fc.property(date, (d) => {
        expect(value(d.replace(/-/g, ''))).toBe(d)
      }),
    )
    fc.assert(
      fc.property(codeUnits, (text) => {
        expect(typeof parseCivilDate(text).ok).toBe('boolean')
      }),
    )
    expect(toHalfWidth('１')).toBe('1')
  })

  it('reads Excel cells without a shift of zone', () => {
    expect(civilDateFromExcelDate(new Date('2026-09-01T00:00:00Z'))).toEqual({
      ok: true,
      value: '2026-09-01',
    })
    expect(civilDateFromExcelDate(new Date(Number.NaN)).ok).toBe(false)
    expect(civilDateFromExcelSerial(45_658)).toEqual({ ok: true, value: '2025-01-01' })
    expect(civilDateFromExcelSerial(-5).ok).toBe(false)
    expect(civilDateFromExcelSerial(Number.NaN).ok).toBe(false)
  })
})

describe('civil date arithmetic', () => {
  it('knows the date in Shanghai', () => {
    expect(civilDateOf(new Date('2026-11-20T15:59:59Z'))).toBe('2026-11-20')
    expect(civilDateOf(new Date('2026-11-20T16:00:00Z'))).toBe('2026-11-21')
  })

  it('clamps months to their end', () => {
    expect(addMonthsClamped('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonthsClamped('2028-01-31', 1)).toBe('2028-02-29')
    expect(addMonthsClamped('2026-03-31', -1)).toBe('2026-02-28')
    expect(addMonthsClamped('2026-11-21', 14)).toBe('2028-01-21')
    expect(addMonthsClamped('2026-01-15', -13)).toBe('2024-12-15')
  })

  it('ends a period the day before the same day', () => {
    expect(dueAfter('2026-01-01', 12)).toBe('2026-12-31')
    expect(dueAfter('2026-08-31', 6)).toBe('2027-02-27')
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 120 }), (d, n) => {
        expect(addDays(dueAfter(d, n), 1)).toBe(addMonthsClamped(d, n))
      }),
    )
  })

  it('counts days and complete years', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(yearsBetween('2020-09-02', '2026-09-01')).toBe(5)
    expect(yearsBetween('2020-09-01', '2026-09-01')).toBe(6)
    expect(yearsBetween('2004-02-29', '2025-02-28')).toBe(20)
    expect(yearsBetween('2026-09-01', '2020-09-01')).toBe(-6)
    fc.assert(
      fc.property(date, fc.integer({ min: -4000, max: 4000 }), (d, n) => {
        expect(daysBetween(d, addDays(d, n))).toBe(n)
      }),
    )
  })

  it('accepts only real dates in the schema', () => {
    expect(CivilDate.parse('2024-02-29')).toBe('2024-02-29')
    for (const text of ['2026-02-29', '0000-01-01', '9999-01-01', '2026-9-1', '']) {
      expect(CivilDate.safeParse(text).success).toBe(false)
    }
  })
})

it('a written date of any spelling is kept as YYYY-MM-DD; what cannot be read says why', () => {
  expect(WrittenDate.parse('２０２６年９月１日')).toBe('2026-09-01')
  expect(WrittenDate.parse('2026.10.8')).toBe('2026-10-08')
  expect(WrittenDate.safeParse('26-10-8').error?.issues[0]?.message).toContain('年份只有两位')
})
