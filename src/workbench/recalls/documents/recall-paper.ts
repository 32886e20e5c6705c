import { readFileSync } from 'node:fs'
import { type RenderedDocument, renderPdf } from '#platform/documents/render.ts'
import { type CivilDate, civilDateParts } from '#platform/values/civil-date.ts'
import type { PaperKind, RecallFigures } from '../dossier/contract.ts'
import type { PaperWords } from '../frozen.ts'
import { recallCustomers } from '../ledgers.ts'

export type RecallPaperSource = {
  readonly kind: PaperKind
  /** 召回阶段报告（第 1 次） */
  readonly name: string
  readonly on: CivilDate
  readonly toWhom: string
  /** Null: a draft. */
  readonly digest: string | null
  readonly content: PaperWords
}

const template = readFileSync(new URL('./recall-paper.typ', import.meta.url), 'utf8')
const { notifiedHow, disposal } = recallCustomers.columns

/** 召回计划, 阶段报告 or 总结报告, as many A4 pages as it takes. */
export function renderRecallPaper({ content, kind, ...paper }: RecallPaperSource): Promise<RenderedDocument> {
  const { enterprise, number, title, parts, batches, figures, before } = content
  return renderPdf({
    template,
    title: `${paper.name} ${number}`,
    data: {
      name: paper.name,
      number,
      title,
      draft: paper.digest === null,
      digest: paper.digest?.slice(0, 16) ?? '',
      toWhom: paper.toWhom,
      on: civilDateParts(paper.on),
      enterprise: [
        ['企业名称', enterprise.name],
        ['统一社会信用代码', enterprise.creditCode],
        ['地址', enterprise.address],
      ],
      enterpriseName: enterprise.name,
      figures: kind === 'plan' ? planFigures(figures) : courseFigures(figures, before),
      parts: parts.map(({ heading, items }) => ({
        heading,
        items: items.filter(([, value]) => value !== ''),
      })),
      batches,
      moreBatches: batches.length === 0 ? 0 : figures.batches - batches.length,
    },
  })
}

const quantity = (value: number) => value.toLocaleString('zh-CN', { maximumFractionDigits: 3 })
const percent = (part: number, whole: number) =>
  whole > 0 ? `${Math.floor((part / whole) * 1000) / 10}%（${quantity(part)}／${quantity(whole)}）` : '—'

function planFigures(figures: RecallFigures) {
  return [
    ['涉及批次', `${figures.batches} 批`],
    ['生产数量', quantity(figures.produced)],
    ['在库封存数量', quantity(figures.inStock)],
    ['召回数量', quantity(figures.toRecall)],
  ]
}

/** 通知户数, 本阶段召回量, 累计, 占计划和已销的比例, 偏差. */
function courseFigures(figures: RecallFigures, before: RecallFigures | null) {
  const { done, toRecall, shipped } = figures
  const ways = figures.ways.map(({ how, customers }) => `${nameOf(notifiedHow.options, how)} ${customers} 户`)
  const ends = figures.disposals.map(
    (each) => `${nameOf(disposal.options, each.disposal)} ${quantity(each.quantity)}`,
  )
  return [
    ['生产数量', quantity(figures.produced)],
    ['已销数量', quantity(shipped)],
    ['召回数量（计划）', quantity(toRecall)],
    ['通知户数', [`${figures.notified}／${figures.customers} 户`, ...ways].join('，')],
    ['本阶段收回和修正', quantity(Math.round((done - (before?.done ?? 0)) * 1000) / 1000)],
    ['累计收回', quantity(figures.recovered)],
    ['累计修正', quantity(figures.corrected)],
    ['召回率（累计／计划）', percent(done, toRecall)],
    ['累计／已销', percent(done, shipped)],
    ['与计划的偏差', quantity(Math.round((toRecall - done) * 1000) / 1000)],
    ...(ends.length > 0 ? [['处置', ends.join('，')]] : []),
  ]
}

const nameOf = (options: Readonly<Record<string, string>>, code: string) => options[code] ?? code
