import { readFileSync } from 'node:fs'
import { type RenderedDocument, renderPdf } from '#platform/documents/render.ts'

type Facts = readonly (readonly [term: string, value: string])[]
type Rows = readonly (readonly string[])[]

/** What the 调查处理报告 prints, worded in zh-CN. */
export type IncidentReportData = {
  readonly heading: string
  readonly number: string
  readonly enterpriseName: string
  readonly facts: Facts
  readonly handling: Facts
  readonly whys: readonly string[]
  /** 人机料法环测 with the causes below each. */
  readonly causes: Facts
  readonly investigation: Facts
  readonly responsibility: Facts
  /** 种类, 措施, 责任人, 期限, 完成情况 */
  readonly actions: Rows
  readonly verification: Facts
  /** 时间, 距首次知道, 向谁, 方式 */
  readonly bureau: Rows
  readonly bureauNone: string
  /** 科目, 月份, 说明, 金额 */
  readonly losses: Rows
  readonly ending: string
}

const template = readFileSync(new URL('./incident-report.typ', import.meta.url), 'utf8')

/** As many pages as it takes. */
export function renderIncidentReport(data: IncidentReportData): Promise<RenderedDocument> {
  return renderPdf({ template, title: `${data.heading} ${data.number}`, data })
}
