import { readFileSync } from 'node:fs'
import { type DateParts, type RenderedDocument, renderPdf } from '#platform/documents/render.ts'

/** What 附件3 prints, already worded; `null` counts are unknown. */
export type Annex3Data = {
  readonly title: string
  readonly unit: string
  readonly columns: readonly string[]
  readonly rows: readonly Annex3Line[]
  /** With more than one line. */
  readonly total: Omit<Annex3Line, 'place'> | null
  readonly asOfOn: DateParts
  /** 填报日期; empty until it is handed in. */
  readonly filledOn: DateParts | null
  readonly preparedBy: string
  readonly reviewedBy: string
  readonly draft: boolean
  /** 未具名 numbers with their reasons, 情况说明. */
  readonly notes: readonly string[]
  /** Version and digest, small at the end. */
  readonly mark: string
}

export type Annex3Line = {
  readonly place: string
  readonly aboveScale: number | null
  readonly filed: number
  readonly planned: readonly number[]
}

const template = readFileSync(new URL('./annex3.typ', import.meta.url), 'utf8')

/** Prints 附件3 on A4 landscape, as many pages as it takes, the header on each. */
export function renderAnnex3(data: Annex3Data): Promise<RenderedDocument> {
  return renderPdf({ template, title: data.title, data })
}
