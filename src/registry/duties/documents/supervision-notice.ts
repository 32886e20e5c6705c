import { readFileSync } from 'node:fs'
import { type DateParts, type RenderedDocument, renderPdf } from '#platform/documents/render.ts'

/** What a 督办通知单 prints, already worded. */
export type SupervisionNoticeData = {
  /** 督办〔2026〕3号 */
  readonly no: string
  readonly unitName: string
  readonly issuerName: string
  readonly title: string
  readonly paragraphs: readonly string[]
  /** `''` leaves it out. */
  readonly basis: string
  /** The first day for the reply, in words. */
  readonly dueOn: string
  readonly issuedOn: DateParts
}

const template = readFileSync(new URL('./supervision-notice.typ', import.meta.url), 'utf8')

/** As many A4 pages as it takes. */
export function renderSupervisionNotice(data: SupervisionNoticeData): Promise<RenderedDocument> {
  return renderPdf({ template, title: '督办通知单', data })
}
