import { readFileSync } from 'node:fs'
import { type DateParts, type RenderedDocument, renderPdf } from '#platform/documents/render.ts'
import type { Cell } from './tables.ts'

/** A landscape table behind the letter; its head stands at the left edge of the sheet. */
export type LetterTable = {
  readonly label: string
  readonly title: string
  /** Under the title, on the right: 参考格式. */
  readonly note: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** What a 报送函 prints, worded in zh-CN; the layout is that of GB/T 9704-2012. */
export type ReportLetterData = {
  /** 发文字号; empty leaves it out. */
  readonly docNo: string
  readonly title: string
  /** 主送机关, without the colon. */
  readonly to: string
  readonly paragraphs: readonly string[]
  /** Names of what is attached. */
  readonly attachments: readonly string[]
  readonly from: string
  readonly date: DateParts
  readonly contact: string
  readonly tables: readonly LetterTable[]
}

const template = readFileSync(new URL('./report-letter.typ', import.meta.url), 'utf8')

const ROWS_A_PAGE = 13

export function renderReportLetter(data: ReportLetterData): Promise<RenderedDocument> {
  const tables = data.tables.flatMap(({ rows, ...table }) =>
    pagesOf(rows).map((page) => ({
      ...table,
      rows: page.map((row) => row.map((cell) => String(cell ?? ''))),
    })),
  )
  return renderPdf({ template, title: data.title, data: { ...data, tables } })
}

function pagesOf<T>(rows: readonly T[]): T[][] {
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_A_PAGE))
  return Array.from({ length: pages }, (_, page) => rows.slice(page * ROWS_A_PAGE, (page + 1) * ROWS_A_PAGE))
}
