import { readFileSync } from 'node:fs'
import { type RenderedDocument, renderPdf } from '#platform/documents/render.ts'

/** What a 否决通知单 prints, worded in zh-CN (DB1302/T 589—2024 8.1 d). */
export type VetoNoticeData = {
  readonly number: string
  readonly enterpriseName: string
  /** How it ended, e.g. 已解除; empty while it is in force. */
  readonly ending: string
  readonly endingNote: string
  readonly facts: readonly (readonly [term: string, value: string])[]
  /** 序号, 条件, 责任人, 应完成, 情况 */
  readonly conditions: readonly (readonly string[])[]
  /** 名称, 文件, 加入, 校验值 */
  readonly evidence: readonly (readonly string[])[]
  /** 意见, 内容, 签署 */
  readonly opinions: readonly (readonly string[])[]
  /** 时间, 谁, 要做什么 */
  readonly attempts: readonly (readonly string[])[]
  readonly raisedBy: string
  readonly raisedAt: string
  readonly told: string
  readonly receipts: string
}

const template = readFileSync(new URL('./veto-notice.typ', import.meta.url), 'utf8')

/** As many pages as it takes. */
export function renderVetoNotice(data: VetoNoticeData): Promise<RenderedDocument> {
  return renderPdf({ template, title: `否决通知单 ${data.number}`, data })
}
