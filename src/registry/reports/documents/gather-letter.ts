import { TextTooLong } from '#platform/documents/render.ts'
import { civilDateOf, civilDateParts, formatCivilDate } from '#platform/values/civil-date.ts'
import { formNote } from '../columns/catalogue.ts'
import { unprintableLetter } from '../contract.ts'
import type { PackContent } from '../cover.ts'
import { ratioText } from '../figures.ts'
import { figureOf } from '../gather/count-figures.ts'
import type { Frozen } from '../gather/gather-pack.ts'
import type { PackRecord } from '../store.ts'
import { type LetterTable, type ReportLetterData, renderReportLetter } from './report-letter.ts'
import { summaryCells } from './tables.ts'

/** What the letter says: only what the pack has. */
export function letterOf(
  pack: PackRecord,
  frozen: Frozen,
  content: PackContent,
  now: Date,
): ReportLetterData {
  const contact = Object.values(content.contacts).at(-1)
  const tables = [summaryTable(frozen, content), ...planTables(frozen)]
  return {
    docNo: frozen.docNo,
    title: `${pack.unit_name}关于报送${frozen.period.label}企业首席质量官工作情况的函`,
    to: pack.receiver_name,
    paragraphs: [
      `现将${frozen.period.label}企业首席质量官备案和推行情况报上，数据截至${formatCivilDate(frozen.asOf)}${pack.number ? `，报送编号 ${pack.number}` : ''}。`,
      figuresIn(frozen),
      changesIn(frozen),
      ...(frozen.remarks ? frozen.remarks.split('\n') : []),
      '明细含个人信息，随电子报送包加密报送，本函不附。',
    ],
    attachments: tables.map(({ title }) => title),
    from: pack.unit_name,
    date: civilDateParts(civilDateOf(pack.sent_at ?? now)),
    contact: [`联系人：${contact?.filledBy ?? ''}`, contact?.phone ? `电话：${contact.phone}` : '']
      .filter(Boolean)
      .join('　'),
    tables,
  }
}

function figuresIn(frozen: Frozen): string {
  const of = (key: Parameters<typeof figureOf>[1]) => figureOf(frozen.total, key)
  const number = (key: Parameters<typeof figureOf>[1]) => of(key)?.numerator ?? 0
  const covered = of('above-scale-coverage')
  const above =
    covered?.denominator == null
      ? '规上企业名单尚缺，规上覆盖率未计算'
      : `规上企业 ${covered.denominator} 家，已备案 ${covered.numerator} 家，覆盖率 ${ratioText(covered.numerator ?? 0, covered.denominator)}`
  return `截至该日，已备案企业 ${number('filed')} 家；${above}。已颁发聘书企业 ${number('letter')} 家，已参加培训认证企业 ${number('trained')} 家，已获省局评价证书企业 ${number('evaluated')} 家。`
}

function changesIn({ changes, parts }: Frozen): string {
  const counts = `新报 ${changes.new} 件、变更 ${changes.change} 件、更换 ${changes.replace} 件、注销 ${changes.cancel} 件`
  const from = parts.length > 0 ? `，并汇总下级报送包 ${parts.length} 份` : ''
  return `自上次上报以来，${counts}${from}。`
}

function summaryTable(frozen: Frozen, content: PackContent): LetterTable {
  const total = { unit: { code: '', name: '合计' }, figures: frozen.total }
  const rows = frozen.units.map((row) => summaryCells(frozen.summary, row, content.contacts[row.unit.code]))
  return {
    label: '附件1',
    title: frozen.summary.title,
    note: formNote(frozen.summary),
    columns: frozen.summary.columns.map(({ title }) => title),
    rows: rows.length > 1 ? [...rows, summaryCells(frozen.summary, total, undefined)] : rows,
  }
}

function planTables({ plan }: Frozen): LetterTable[] {
  if (!plan) return []
  return [
    {
      label: '附件2',
      title: '县（市、区）企业首席质量官培育计划报送表',
      note: `第 ${plan.no} 版`,
      columns: [
        '县（市、区）',
        '规上企业数',
        '已完成备案数',
        ...plan.years.map((year) => `${year}年培育计划数`),
      ],
      rows: plan.rows.map((row) => [row.place, row.aboveScale, row.filed, ...row.planned]),
    },
  ]
}

/** @throws unprintableLetter */
export async function printedLetter(data: ReportLetterData): Promise<Uint8Array> {
  try {
    return (await renderReportLetter(data)).pdf
  } catch (error) {
    if (!(error instanceof TextTooLong)) throw error
    throw unprintableLetter({
      detail: `报送函：${error.fields.join('、')}太长，印不下。请缩短表名或列名，或减少列数。`,
    })
  }
}
