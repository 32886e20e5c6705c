import { readFileSync } from 'node:fs'
import { type RenderedDocument, renderPdf } from '#platform/documents/render.ts'

type Cells = readonly string[]

/** What the report prints, already worded. */
export type CostReport = {
  readonly title: string
  readonly enterprise: string
  readonly period: string
  /** 元, or 万元 where the sums are too long for a column. */
  readonly unit: string
  /** 一、概况: sentences. */
  readonly summary: readonly string[]
  readonly indicators: readonly Cells[]
  readonly classes: readonly Cells[]
  /** The last row of `classes` sums up. */
  readonly losses: readonly { readonly cells: Cells; readonly share: number }[]
  readonly accounts: readonly Cells[]
  readonly departments: readonly Cells[]
  readonly products: readonly Cells[]
  readonly months: readonly Cells[]
  readonly corrections: readonly Cells[]
  readonly officer: string
  readonly printedBy: string
  readonly printedAt: string
}

const template = readFileSync(new URL('./cost-report.typ', import.meta.url), 'utf8')

/** 质量成本分析报告 on A4, as many pages as it takes. */
export function renderCostReport(data: CostReport): Promise<RenderedDocument> {
  return renderPdf({ template, title: data.title, data })
}
