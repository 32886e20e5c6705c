import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '#platform/ids.ts'
import type { Context } from '#platform/perform.ts'
import { type Sheet, writeSheets } from '#platform/spreadsheets/write-sheets.ts'
import { analyse } from '../analyse.ts'
import type { CostAnalysis } from '../contract.ts'
import { percent, periodWords } from '../domain.ts'
import type { Span } from '../figures-store.ts'
import { costClasses } from '../ledgers.ts'
import { indicatorWords } from '../words.ts'

const yuan = (fen: number | null) => (fen === null ? null : fen / 100)
const number = (title: string) => ({ title, width: 18, kind: 'number' as const })
const text = (title: string, width = 18) => ({ title, width })

/** The analysis as a workbook; amounts in 元, as numbers. */
export async function writeCostSheets(ctx: Context, span: Span): Promise<Uint8Array> {
  const of = await analyse(ctx.tx, span)
  const path = join(ctx.installation.vault.uploads, `export-${newId()}`)
  try {
    await writeSheets(path, sheetsOf(of))
    return await readFile(path)
  } finally {
    await rm(path, { force: true })
  }
}

function sheetsOf(of: CostAnalysis): Sheet[] {
  const compared = [number('本期实际'), number('占比 %'), number('本期计划'), number('上年同期')]
  const cells = ({ amount, plan, lastYear }: CostAnalysis['total']) => [
    ...[yuan(amount), percent(amount, of.total.amount), yuan(plan), yuan(lastYear)],
  ]
  const shares = (rows: CostAnalysis['departments']) =>
    rows.map(({ name, amount }) => [name ?? '未填', yuan(amount), percent(amount, of.total.amount)])
  return [
    {
      name: '指标',
      columns: [
        text('指标'),
        text('公式', 44),
        number('分子（元）'),
        number('分母（元）'),
        number('本期'),
        number('目标'),
        number('上年同期'),
      ],
      rows: of.indicators.map((each) => [
        ...[indicatorWords[each.indicator].name, indicatorWords[each.indicator].formula],
        ...[yuan(each.numerator), yuan(each.denominator), each.value, each.target, each.lastYear],
      ]),
    },
    {
      name: '类别',
      columns: [text('类别'), ...compared],
      rows: [
        ...of.classes.map((each) => [costClasses[each.class], ...cells(each)]),
        ['合计', ...cells(of.total)],
      ],
    },
    {
      name: '科目',
      columns: [text('科目编号'), text('科目', 28), text('类别'), number('条数'), ...compared],
      rows: of.accounts.map((each) => [
        each.code,
        each.name,
        costClasses[each.class],
        each.lines,
        ...cells(each),
      ]),
    },
    {
      name: '各月',
      columns: [
        text('月份'),
        ...Object.values(costClasses).map(number),
        number('合计'),
        number('营业收入'),
        number('总成本'),
        number('工业总产值'),
        text('锁定', 30),
      ],
      rows: of.months.map(({ month, sums, total, base, locked }) => [
        ...[
          month,
          yuan(sums.prevention),
          yuan(sums.appraisal),
          yuan(sums.internal),
          yuan(sums.external),
          yuan(sums.assurance),
        ],
        ...[
          yuan(total),
          yuan(base.revenue),
          yuan(base.totalCost),
          yuan(base.outputValue),
          locked ? locked.digest : '未锁定',
        ],
      ]),
    },
    {
      name: '部门',
      columns: [text('部门', 28), number('金额（元）'), number('占比 %')],
      rows: shares(of.departments),
    },
    {
      name: '产品',
      columns: [text('产品', 28), number('金额（元）'), number('占比 %')],
      rows: shares(of.products),
    },
    {
      name: '说明',
      columns: [text('项目', 22), text('内容', 80)],
      rows: [
        ['期间', periodWords(of.from, of.to)],
        ['单位', '金额为元，比率为百分数；百元产值质量成本为元'],
        ['参照', 'GB/T 13339—1991《质量成本管理导则》已废止，科目和公式仅作参照，由本企业设定'],
        ['锁定', '锁定一列是该月全部费用的校验值（SHA-256），可在系统中重算核对；未锁定的月份数字可能变动'],
      ],
    },
  ]
}
