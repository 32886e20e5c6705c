import { readFileSync } from 'node:fs'
import { qrCodePng } from '#platform/documents/qr-code.ts'
import { type RenderedDocument, renderPdf } from '#platform/documents/render.ts'
import type { LabelColour } from '../contract.ts'

/** One label, worded in zh-CN. */
export type Label = {
  readonly no: string
  readonly name: string
  readonly model: string
  readonly department: string
  readonly state: string
  readonly colour: LabelColour
  readonly lastOn: string
  readonly dueOn: string
  /** What the QR code opens. */
  readonly address: string
}

/** Labels on a sheet, and sheets in one document. */
const ON_A_SHEET = 24
export const MOST_LABELS = 20 * ON_A_SHEET

const template = readFileSync(new URL('./labels.typ', import.meta.url), 'utf8')

export async function renderLabels(labels: readonly Label[]): Promise<RenderedDocument> {
  const codes = await Promise.all(
    labels.map(async ({ address }, at) => [`qr-${at}`, await qrCodePng(address)] as const),
  )
  const printed = labels.map((label, at) => ({ ...label, image: `qr-${at}` }))
  const pages = Array.from({ length: Math.ceil(printed.length / ON_A_SHEET) }, (_, page) =>
    printed.slice(page * ON_A_SHEET, (page + 1) * ON_A_SHEET),
  )
  return renderPdf({
    template,
    title: '计量器具标签',
    data: { pages },
    images: Object.fromEntries(codes),
  })
}
