import { readFileSync } from 'node:fs'
import { type RenderedDocument, renderPdf } from '#platform/documents/render.ts'

/** What a 质量战略 prints, already worded. */
export type StrategyPaper = {
  readonly title: string
  readonly number: string
  readonly enterprise: string
  readonly period: string
  /** On every page: 草稿，尚未批准; `''` in force. */
  readonly standing: string
  readonly parts: readonly StrategyPart[]
  readonly signed: readonly string[]
}
export type StrategyPart = {
  readonly title: string
  readonly blocks: readonly {
    readonly title: string
    readonly text: string
    readonly points: readonly string[]
  }[]
  readonly columns: readonly string[]
  readonly widths: readonly number[]
  readonly rows: readonly (readonly string[])[]
}

/** What an annual plan prints, already worded. */
export type PlanPaper = {
  readonly title: string
  readonly number: string
  readonly enterprise: string
  readonly approved: string
  readonly standing: string
  readonly basis: string
  readonly columns: readonly string[]
  readonly widths: readonly number[]
  readonly rows: readonly (readonly string[])[]
  /** The review, after the year. */
  readonly sections: readonly { readonly title: string; readonly text: string }[]
}

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
const strategy = read('./strategy.typ')
const plan = read('./plan.typ')

export function renderStrategy(data: StrategyPaper): Promise<RenderedDocument> {
  return renderPdf({ template: strategy, title: data.title, data })
}

export function renderPlan(data: PlanPaper): Promise<RenderedDocument> {
  return renderPdf({ template: plan, title: data.title, data })
}
