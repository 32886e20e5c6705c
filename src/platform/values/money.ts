import * as z from 'zod'
import { type Reading, refused, understood } from './reading.ts'
import { normaliseCode } from './text.ts'

const UNITS: Readonly<Record<string, number>> = { '': 0, 元: 0, 万: 4, 万元: 4, 亿: 8, 亿元: 8 }
const ADVICE = '请填写人民币金额，如“1,200.50”或“300万元”。'

/** An amount in 分 (0.01 yuan): a whole number, negative for a correction. */
export const Fen = z.int('金额应是以分计的整数。请核对金额。').describe('金额，单位：分')
export type Fen = z.infer<typeof Fen>

/**
 * Reads an amount in 元 (or in 万元, 亿元 when written) into 分 exactly. Knows thousands separators, ￥, 人民币 and
 * full-width characters, such as 8,013(万元人民币). Other currencies, more than two decimals of a 元 and sums beyond
 * the exact range are refused.
 */
export function parseYuan(text: string): Reading<Fen> {
  const written = normaliseCode(text)
  if (/^[¥￥]?\(.*\d.*\)$/.test(written)) {
    return refused('括号里的金额在账表中表示负数。请写成“-1,200.50”，不是负数的请去掉括号。')
  }
  const raw = written.replace(/[()]/g, '').replace(/^[¥￥]/, '')
  if (raw === '') return refused(`没有填写。${ADVICE}`)
  if (/美元|港[币元]|欧元|日元|英镑|外币|USD|HKD|EUR|JPY|\$/.test(raw))
    return refused(`不是人民币金额。${ADVICE}`)
  const found = /^(?:人民币|RMB|CNY)?(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?(\p{Script=Han}*)$/u.exec(raw)
  if (!found) return refused(`看不懂这个金额。${ADVICE}`)
  const [, sign = '', whole = '', fraction = '', unit = ''] = found
  const exponent = UNITS[unit.replace(/人民币|整$/g, '')]
  if (exponent === undefined) return refused(`不认识单位“${unit}”。${ADVICE}`)
  const decimals = fraction.replace(/0+$/, '')
  const shift = exponent + 2
  if (decimals.length > shift) return refused('超过两位小数，不足一分。请填写到分为止。')
  const fen = Number(`${sign}${whole.replace(/,/g, '')}${decimals.padEnd(shift, '0')}`)
  return Number.isSafeInteger(fen) ? understood(fen === 0 ? 0 : fen) : refused('金额太大。请核对位数和单位。')
}

/** 分 as 元 with separators and two decimals: 120050 → '1,200.50'. */
export function formatYuan(fen: Fen): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`
}

/** 分 as 万元 without needless zeros: 300_000_000 → '300'; 123_456_00 → '12.3456'. */
export function formatWanYuan(fen: Fen): string {
  const digits = String(Math.abs(fen)).padStart(7, '0')
  const whole = digits.slice(0, -6).replace(/\B(?=(\d{3})+$)/g, ',')
  const fraction = digits.slice(-6).replace(/0+$/, '')
  return `${fen < 0 ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`
}
