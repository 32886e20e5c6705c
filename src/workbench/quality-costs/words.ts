import type { CostIndicatorValue } from './contract.ts'

type Words = {
  readonly name: string
  readonly formula: string
  readonly numerator: string
  readonly denominator: string
  readonly unit: string
}

/** The ratios as they are called, with their formulas (参照 GB/T 13339—1991, 已废止). */
export const indicatorWords: Readonly<Record<CostIndicatorValue['indicator'], Words>> = {
  'cost-rate': {
    name: '质量成本率',
    formula: '质量总成本 ÷ 营业收入 × 100%',
    numerator: '质量总成本',
    denominator: '营业收入',
    unit: '%',
  },
  'cost-rate-of-cost': {
    name: '质量成本占总成本',
    formula: '质量总成本 ÷ 总成本 × 100%',
    numerator: '质量总成本',
    denominator: '总成本',
    unit: '%',
  },
  'loss-rate': {
    name: '质量损失率',
    formula: '（内部损失成本＋外部损失成本）÷ 工业总产值 × 100%',
    numerator: '内外部损失',
    denominator: '工业总产值',
    unit: '%',
  },
  'prevention-share': {
    name: '预防成本占比',
    formula: '预防成本 ÷ 质量总成本 × 100%',
    numerator: '预防成本',
    denominator: '质量总成本',
    unit: '%',
  },
  'per-output': {
    name: '百元产值质量成本',
    formula: '质量总成本 ÷ 工业总产值 × 100',
    numerator: '质量总成本',
    denominator: '工业总产值',
    unit: '元',
  },
}

/** “3.16%”, “2.40 元”; unknown is “—”. */
export function indicatorText({ indicator, value }: Pick<CostIndicatorValue, 'indicator' | 'value'>): string {
  if (value === null) return '—'
  const { unit } = indicatorWords[indicator]
  return `${value.toFixed(2)}${unit === '%' ? '%' : ` ${unit}`}`
}
