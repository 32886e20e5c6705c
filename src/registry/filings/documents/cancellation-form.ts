import { readFileSync } from 'node:fs'
import {
  type DateParts,
  type DocumentSource,
  type RenderedDocument,
  renderPdf,
} from '#platform/documents/render.ts'

/** What the 备案注销表 prints, already worded in zh-CN; `''` and `null` leave the place empty. */
export type CancellationFormData = {
  readonly filingNo: string
  readonly filledOn: DateParts | null
  readonly enterpriseName: string
  readonly personName: string
  readonly currentPost: string
  readonly appointedFrom: string
  readonly lastDay: string
  readonly reason: string
  readonly note: string
  /** What the rule pack asks for a 注销. */
  readonly extensions: readonly { readonly label: string; readonly value: string }[]
  /** Names of the papers that prove it. */
  readonly papers: string
  readonly confirmedBy: string
  readonly confirmedOn: DateParts | null
  /** Who registered it; empty until then. */
  readonly registered: string
  readonly registeredOn: DateParts | null
}

const template = readFileSync(new URL('./cancellation-form.typ', import.meta.url), 'utf8')

export function cancellationFormSource(data: CancellationFormData): DocumentSource {
  return { template, title: '企业首席质量官备案注销表', data: { ...data } }
}

/** Prints it on one A4 page; what does not fit throws `TextTooLong` with the labels of the fields. */
export function renderCancellationForm(data: CancellationFormData): Promise<RenderedDocument> {
  return renderPdf(cancellationFormSource(data))
}
