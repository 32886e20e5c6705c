import { readFileSync } from 'node:fs'
import { type DateParts, type RenderedDocument, renderPdf } from '#platform/documents/render.ts'
import type { ChartNode } from '../domain.ts'

/** What the 组织架构图 prints. */
export type OrganisationChartData = {
  readonly enterpriseName: string
  readonly chart: ChartNode
  /** As of which day. */
  readonly on: DateParts
}

const template = readFileSync(new URL('./organisation-chart.typ', import.meta.url), 'utf8')

/** Prints the chart on one landscape A4 page; more than fits throws `TextTooLong`. */
export function renderOrganisationChart(data: OrganisationChartData): Promise<RenderedDocument> {
  return renderPdf({ template, title: '组织架构图', data })
}
