import { formatYuan } from '#platform/values/money.ts'
import { addYearMonths, formatYearMonth, type YearMonth } from '#platform/values/year-month.ts'
import type { ClassSums, CostBase, CostClass, CostIndicator, CostIndicatorValue } from './contract.ts'

export const CLASSES: readonly CostClass[] = ['prevention', 'appraisal', 'internal', 'external', 'assurance']
const LONGEST = 24

export const noSums = (): Record<CostClass, number> => ({
  prevention: 0,
  appraisal: 0,
  internal: 0,
  external: 0,
  assurance: 0,
})

export const totalOf = (sums: ClassSums): number => CLASSES.reduce((sum, each) => sum + sums[each], 0)

/** The largest amount of one line, and of one base figure, in 分: sums stay exact. */
export const LARGEST_LINE = 10 ** 12
export const LARGEST_BASE = 10 ** 14

/** Months from the first to the last, both counted. */
export function monthsBetween(from: YearMonth, to: YearMonth): YearMonth[] {
  const months: YearMonth[] = []
  for (let month = from; month <= to && months.length < 1200; month = addYearMonths(month, 1))
    months.push(month)
  return months
}

/** Why a period cannot be analysed, or null. */
export function whyNoPeriod(from: YearMonth, to: YearMonth): string | null {
  if (to < from) return '末月：早于首月。请重新选择。'
  if (addYearMonths(from, LONGEST) <= to) return `末月：超过 ${LONGEST} 个月。请缩短期间。`
  return null
}

/** 2026年, 2026年第3季度, 2026年9月, else from–to. */
export function periodWords(from: YearMonth, to: YearMonth): string {
  const year = from.slice(0, 4)
  const [first, last] = [Number(from.slice(5)), Number(to.slice(5))]
  if (from === to) return formatYearMonth(from)
  if (to.slice(0, 4) !== year) return `${formatYearMonth(from)}至${formatYearMonth(to)}`
  if (first === 1 && last === 12) return `${year}年`
  if (last - first === 2 && first % 3 === 1) return `${year}年第${(first + 2) / 3}季度`
  return `${year}年${first}月至${last}月`
}

type Figures = {
  readonly sums: ClassSums
  /** Of each month that has costs or base figures. */
  readonly months: readonly { readonly month: YearMonth; readonly lines: number; readonly base: CostBase }[]
}

type Formula = {
  readonly indicator: CostIndicatorValue['indicator']
  readonly of: (sums: ClassSums) => number
  /** The base figure; for a share of the total none. */
  readonly by: keyof CostBase | 'total'
  readonly better: 'lower' | 'higher'
}

/** The formulas (参照 GB/T 13339—1991, withdrawn), in the order in which they are shown. */
export const FORMULAS: readonly Formula[] = [
  { indicator: 'cost-rate', of: totalOf, by: 'revenue', better: 'lower' },
  { indicator: 'cost-rate-of-cost', of: totalOf, by: 'totalCost', better: 'lower' },
  {
    indicator: 'loss-rate',
    of: ({ internal, external }) => internal + external,
    by: 'outputValue',
    better: 'lower',
  },
  { indicator: 'prevention-share', of: ({ prevention }) => prevention, by: 'total', better: 'higher' },
  { indicator: 'per-output', of: totalOf, by: 'outputValue', better: 'lower' },
]

/** Per cent with two decimals, half away from zero; no denominator, no ratio. */
export function percent(numerator: number, denominator: number | null): number | null {
  if (denominator === null || denominator <= 0) return null
  const scaled = Math.round((Math.abs(numerator) / denominator) * 10_000) / 100
  return numerator < 0 && scaled !== 0 ? -scaled : scaled
}

function denominatorOf({ sums, months }: Figures, by: Formula['by']) {
  if (by === 'total') return { denominator: totalOf(sums), missing: [] }
  const missing = months.filter(({ lines, base }) => lines > 0 && base[by] === null).map(({ month }) => month)
  const known = months.reduce((sum, { base }) => sum + (base[by] ?? 0), 0)
  return { denominator: missing.length > 0 || months.length === 0 ? null : known, missing }
}

/** The ratios of a period beside their targets and those of a year before. */
export function indicatorsOf(
  figures: Figures,
  lastYear: Figures,
  targets: Readonly<Partial<Record<CostIndicator, number>>>,
): CostIndicatorValue[] {
  return FORMULAS.map(({ indicator, of, by, better }) => {
    const { denominator, missing } = denominatorOf(figures, by)
    const numerator = of(figures.sums)
    const value = percent(numerator, denominator)
    const target = indicator === 'cost-rate-of-cost' ? null : (targets[indicator] ?? null)
    return {
      indicator,
      numerator,
      denominator,
      value,
      target,
      kept: value === null || target === null ? null : better === 'lower' ? value <= target : value >= target,
      lastYear: percent(of(lastYear.sums), denominatorOf(lastYear, by).denominator),
      missing,
    }
  })
}

/** What is planned for a class in a month: for the class as a whole, else the sum of its accounts; null without a plan. */
export function planOf(whole: number | undefined, accounts: readonly number[]): number | null {
  if (whole !== undefined) return whole
  return accounts.length === 0 ? null : accounts.reduce((sum, each) => sum + each, 0)
}

export type ParetoRow<T> = T & { readonly share: number | null; readonly cumulative: number | null }

/** From the largest down, with each one's share and the share of all up to it, per cent. What is not above zero stands at the end. */
export function paretoOf<T extends { readonly amount: number }>(rows: readonly T[]): ParetoRow<T>[] {
  const sorted = rows.filter(({ amount }) => amount !== 0).sort((a, b) => b.amount - a.amount)
  const total = sorted.reduce((sum, { amount }) => sum + Math.max(0, amount), 0)
  let upTo = 0
  return sorted.map((row) => {
    upTo += Math.max(0, row.amount)
    return {
      ...row,
      share: row.amount > 0 ? percent(row.amount, total) : null,
      cumulative: row.amount > 0 ? percent(upTo, total) : null,
    }
  })
}

/** The amount of a year in twelve parts that sum up to it; December takes the rest. */
export function spreadOverYear(amount: number): number[] {
  const part = Math.floor(amount / 12)
  return Array.from({ length: 12 }, (_, at) => (at === 11 ? amount - part * 11 : part))
}

/** The day by which a month is to be locked. */
export function lockDueOn(month: YearMonth, lockDay: number): string {
  return `${addYearMonths(month, 1)}-${String(lockDay).padStart(2, '0')}`
}

/** “1,200.50 元”. */
export const yuan = (fen: number): string => `${formatYuan(fen)} 元`
