import { readFileSync } from 'node:fs'
import { type RenderedDocument, renderPdf } from '#platform/documents/render.ts'

/** What the plan prints, worded in zh-CN. */
export type PlanSheet = {
  readonly title: string
  readonly enterprise: string
  /** 全部部门, or the one department. */
  readonly scope: string
  readonly columns: readonly string[]
  /** Widths in relation to each other. */
  readonly shares: readonly number[]
  readonly rows: readonly (readonly string[])[]
  /** Name of the officer in office; empty where nobody is. */
  readonly officer: string
  readonly note: string
}

const template = readFileSync(new URL('./plan.typ', import.meta.url), 'utf8')

export function renderPlan(data: PlanSheet): Promise<RenderedDocument> {
  return renderPdf({ template, title: data.title, data })
}
