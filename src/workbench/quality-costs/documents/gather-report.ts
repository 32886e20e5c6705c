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
import { costClasses } from '../ledgers.ts'
import { indicatorText, indicatorWords } from '../words.ts'
import type { CostReport } from './cost-report.ts'

const percentOf = (value: number | null) => (value === null ? '—' : `${value.toFixed(2)}%`)

type Unit = { readonly name: string; readonly of: (fen: number | null) => string }
const YUAN: Unit = { name: '元', of: (fen) => (fen === null ? '—' : formatYuan(fen)) }
/** Rounded to 0.01 万元. */
const WAN: Unit = { name: '万元', of: (fen) => (fen === null ? '—' : formatYuan(Math.round(fen / 10_000))) }

/** Sums of ten million 元 and bases of a thousand million do not fit their columns. */
function unitFor({ months, indicators }: CostAnalysis): Unit {
  const long =
    months.some(({ total }) => Math.abs(total) >= 10 ** 9) ||
    indicators.some(({ denominator }) => (denominator ?? 0) >= 10 ** 11)
  return long ? WAN : YUAN
}

/** All that the report says, in words. */
export async function gatherCostReport(ctx: Context, span: Span): Promise<CostReport> {
  const [of, enterprise, officer, corrections] = await Promise.all([
    analyse(ctx.tx, span),
    getEnterprise(ctx.tx, span.enterpriseId),
    cqoInOffice(ctx.tx, span.enterpriseId, civilDateOf(ctx.now)),
    findCorrections(ctx.tx, span),
  ])
  const unit = unitFor(of)
  const share = (amount: number) => percentOf(percent(amount, of.total.amount))
  const parts = (rows: CostAnalysis['departments']) =>
    rows.length === 1 && rows[0]?.id === null
      ? []
      : rows.map(({ name, amount }) => [name ?? '未填', unit.of(amount), share(amount)])
  return {
    title: '质量成本分析报告',
    enterprise: enterprise.name,
    period: periodWords(span.from, span.to),
    unit: unit.name,
    summary: summaryOf(of),
    indicators: indicatorRows(of, unit),
    classes: classRows(of, unit),
    losses: lossRows(of, unit),
    accounts: of.accounts.map((each) => [
      ...[each.code, each.name, costClasses[each.class], String(each.lines)],
      ...[unit.of(each.amount), unit.of(each.plan), unit.of(each.lastYear)],
    ]),
    departments: parts(of.departments),
    products: parts(of.products),
    months: of.months.map((each) => monthRow(each, unit)),
    corrections: corrections.map((each) => [
      ...[each.month, each.corrects, each.account, each.what ?? ''],
      unit.of(each.amount),
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
      : indicators.some(({ target }) => target !== null)
        ? '能计算的指标都达到了目标。'
        : '没有设质量成本目标。',
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

function indicatorRows({ indicators }: CostAnalysis, unit: Unit): string[][] {
  return indicators.map((each) => {
    const { name, formula } = indicatorWords[each.indicator]
    const shown = (value: number | null) => indicatorText({ indicator: each.indicator, value })
    return [
      ...[name, formula, unit.of(each.numerator), unit.of(each.denominator)],
      ...[shown(each.value), shown(each.target), shown(each.lastYear)],
    ]
  })
}

function classRows({ classes, total }: CostAnalysis, unit: Unit): string[][] {
  const row = (name: string, { amount, plan, lastYear }: CostAnalysis['total']) => [
    ...[
      name,
      unit.of(amount),
      percentOf(percent(amount, total.amount)),
      unit.of(plan),
      unit.of(plan === null ? null : amount - plan),
    ],
    ...[unit.of(lastYear), unit.of(lastYear === null ? null : amount - lastYear)],
  ]
  const used = classes.filter((each) => each.class !== 'assurance' || each.amount !== 0 || each.plan !== null)
  return [...used.map((each) => row(costClasses[each.class], each)), row('合计', total)]
}

function lossRows({ accounts }: CostAnalysis, unit: Unit): CostReport['losses'] {
  return paretoOf(accounts.filter((each) => each.class === 'internal' || each.class === 'external')).map(
    (each) => ({
      cells: [each.name, unit.of(each.amount), percentOf(each.share), percentOf(each.cumulative)],
      share: Math.max(0, each.share ?? 0),
    }),
  )
}

function monthRow({ month, sums, total, base, locked, lines }: CostMonth, unit: Unit): string[] {
  const standing = locked ? `${locked.digest.slice(0, 8)} ${locked.byName}` : lines > 0 ? '未锁定' : '—'
  return [
    ...[month, unit.of(sums.prevention), unit.of(sums.appraisal), unit.of(sums.internal)],
    ...[unit.of(sums.external), unit.of(total), percentOf(percent(total, base.revenue)), standing],
  ]
}
