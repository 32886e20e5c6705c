import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatWanYuan, formatYuan, parseYuan } from './money.ts'

const fen = (text: string) => {
  const reading = parseYuan(text)
  return reading.ok ? reading.value : reading.message
}

describe('money', () => {
  it('reads amounts into 分 exactly', () => {
    expect(fen('1,200.50')).toBe(120_050)
    expect(fen('￥１２')).toBe(1200)
    expect(fen('0.29')).toBe(29)
    expect(fen('-3.5元')).toBe(-350)
    expect(fen('8,013(万元人民币)')).toBe(8_013_000_000)
    expect(fen('6,221.4098(万元人民币)')).toBe(6_221_409_800)
    expect(fen('301.8万人民币')).toBe(301_800_000)
    expect(fen('1.5亿元')).toBe(15_000_000_000)
  })

  it('refuses other currencies, parts of a 分 and nonsense', () => {
    expect(fen('300(万美元)')).toMatch(/^不是人民币金额。/)
    expect(fen('1.005')).toMatch(/^超过两位小数/)
    expect(fen('99999999999999999')).toMatch(/^金额太大/)
    expect(fen('N/A')).toMatch(/^看不懂这个金额。/)
    expect(fen('（1,200.50）')).toMatch(/^括号里的金额在账表中表示负数/)
    expect(fen('5斤')).toMatch(/^不认识单位“斤”。/)
    for (const text of ['', '1,20', '1.2.3', '--1', '1e9', 'Infinity', '12万3'])
      expect(parseYuan(text).ok).toBe(false)
  })

  it('reads back what it writes', () => {
    expect(formatYuan(-5)).toBe('-0.05')
    expect(formatYuan(123_456_789)).toBe('1,234,567.89')
    expect(formatWanYuan(12_345_600)).toBe('12.3456')
    const amount = fc.integer({ min: -(10 ** 14), max: 10 ** 14 })
    fc.assert(
      fc.property(amount, (n) => {
        expect(fen(formatYuan(n))).toBe(n)
      }),
    )
    fc.assert(
      fc.property(amount, (n) => {
        expect(fen(`${formatWanYuan(n)}万元`)).toBe(n)
      }),
    )
  })
})
