import type { Context } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { formatYuan } from '#platform/values/money.ts'
import { formatYearMonth } from '#platform/values/year-month.ts'
import { cqoInOffice } from '#registry/appointments/index.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { analyse } from '../analyse.ts'
import type { CostAnalysis, CostMonth } from '../contract.ts'
import { paretoOf, percent, periodWords } from '../domain.ts'
import { findCorrections, type Span } from '../figures-store.ts'
import { indicatorText, indicatorWords } from '../indicator-words.ts'
import { costClasses } from '../ledgers.ts'
import type { CostReport } from './cost-report.ts'

const yuanOf = (fen: number | null) => (fen === null ? '—' : formatYuan(fen))
const percentOf = (value: number | null) => (value === null ? '—' : `${value.toFixed(2)}%`)
const difference = (now: number, then: number | null) => (then === null ? '—' : formatYuan(now - then))

/** All that the report says, in words. */
export async function gatherCostReport(ctx: Context, span: Span): Promise<CostReport> {
  const [of, enterprise, officer, corrections] = await Promise.all([
    analyse(ctx.tx, span),
    getEnterprise(ctx.tx, span.enterpriseId),
    cqoInOffice(ctx.tx, span.enterpriseId, civilDateOf(ctx.now)),
    findCorrections(ctx.tx, span),
  ])
  const share = (amount: number) => percentOf(percent(amount, of.total.amount))
  const parts = (rows: CostAnalysis['departments']) =>
    rows.length === 1 && rows[0]?.id === null
      ? []
      : rows.map(({ name, amount }) => [name ?? '未填', formatYuan(amount), share(amount)])
  return {
    title: '质量成本分析报告',
    enterprise: enterprise.name,
    period: periodWords(span.from, span.to),
    summary: summaryOf(of),
    indicators: indicatorRows(of),
    classes: classRows(of),
    losses: lossRows(of),
    accounts: of.accounts.map((each) => [
      ...[each.code, each.name, costClasses[each.class], String(each.lines)],
      ...[formatYuan(each.amount), yuanOf(each.plan), yuanOf(each.lastYear)],
    ]),
    departments: parts(of.departments),
    products: parts(of.products),
    months: of.months.map(monthRow),
    corrections: corrections.map((each) => [
      ...[each.month, each.corrects, each.account, each.what ?? ''],
      formatYuan(each.amount),
    ]),
    officer: officer?.personName ?? '',
    printedBy: 'name' in ctx.actor ? ctx.actor.name : '',
    printedAt: `${new Date(ctx.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')}（北京时间）`,
  }
}

function summaryOf({ total, classes, indicators, months, corrections, from, to }: CostAnalysis): string[] {
  const open = months.filter(({ locked, lines }) => locked === null && lines > 0)
  const loss = classes.filter((each) => each.class === 'internal' || each.class === 'external')
  const lost = loss.reduce((sum, { amount }) => sum + amount, 0)
  const against = (word: string, then: number | null) =>
    then === null
      ? ''
      : `，${word}${total.amount >= then ? '高' : '低'} ${formatYuan(Math.abs(total.amount - then))} 元`
  const missed = indicators.filter(({ kept }) => kept === false)
  const unknown = indicators.filter(({ missing }) => missing.length > 0)
  return [
    `${periodWords(from, to)}质量总成本 ${formatYuan(total.amount)} 元${against('比计划', total.plan)}${against('比上年同期', total.lastYear)}。`,
    `内外部损失 ${formatYuan(lost)} 元，占质量总成本 ${percentOf(percent(lost, total.amount))}。`,
    missed.length > 0
      ? `没有达到目标的指标：${missed.map((each) => `${indicatorWords[each.indicator].name} ${indicatorText(each)}（目标 ${each.target}）`).join('、')}。`
      : '设了目标的指标中，没有未达到的。',
    ...unknown.map(
      ({ indicator, missing }) =>
        `${indicatorWords[indicator].name}不能计算：${missing.map(formatYearMonth).join('、')}没有填写${indicatorWords[indicator].denominator}。`,
    ),
    ...(open.length > 0
      ? [`未锁定的月份：${open.map(({ month }) => formatYearMonth(month)).join('、')}，数字可能变动。`]
      : []),
    ...(corrections.lines > 0
      ? [`其中更正以前月份的费用 ${corrections.lines} 条，合计 ${formatYuan(corrections.amount)} 元。`]
      : []),
  ]
}

function indicatorRows({ indicators }: CostAnalysis): string[][] {
  return indicators.map((each) => {
    const { name, formula } = indicatorWords[each.indicator]
    const shown = (value: number | null) => indicatorText({ indicator: each.indicator, value })
    return [
      ...[name, formula, formatYuan(each.numerator), yuanOf(each.denominator)],
      ...[shown(each.value), shown(each.target), shown(each.lastYear)],
    ]
  })
}

function classRows({ classes, total }: CostAnalysis): string[][] {
  const row = (name: string, { amount, plan, lastYear }: CostAnalysis['total']) => [
    ...[
      name,
      formatYuan(amount),
      percentOf(percent(amount, total.amount)),
      yuanOf(plan),
      difference(amount, plan),
    ],
    ...[yuanOf(lastYear), difference(amount, lastYear)],
  ]
  const used = classes.filter((each) => each.class !== 'assurance' || each.amount !== 0 || each.plan !== null)
  return [...used.map((each) => row(costClasses[each.class], each)), row('合计', total)]
}

function lossRows({ accounts }: CostAnalysis): CostReport['losses'] {
  return paretoOf(accounts.filter((each) => each.class === 'internal' || each.class === 'external')).map(
    (each) => ({
      cells: [each.name, formatYuan(each.amount), percentOf(each.share), percentOf(each.cumulative)],
      share: Math.max(0, each.share ?? 0),
    }),
  )
}

function monthRow({ month, sums, total, base, locked, lines }: CostMonth): string[] {
  const standing = locked ? `${locked.digest.slice(0, 8)} ${locked.byName}` : lines > 0 ? '未锁定' : '—'
  return [
    ...[month, formatYuan(sums.prevention), formatYuan(sums.appraisal), formatYuan(sums.internal)],
    ...[formatYuan(sums.external), formatYuan(total), percentOf(percent(total, base.revenue)), standing],
  ]
}
