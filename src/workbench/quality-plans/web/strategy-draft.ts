import { newIntent } from '#ui/intent.ts'
import type { Proposal, Strategy, StrategyContent } from '../strategy/contract.ts'

export const POINTS = ['strengths', 'weaknesses', 'opportunities', 'threats'] as const
export const PARTS = ['basis', 'internal', 'external', ...POINTS, 'studies'] as const

type Texts = Record<(typeof PARTS)[number], string>
export type GoalRow = {
  key: string
  field: StrategyContent['goals'][number]['field']
  text: string
  target: string
  by: string
}
export type MeasureRow = { key: string; text: string; who: string; by: string }

/** What stands in the form: texts as typed, points one to a line. */
export type Draft = Texts & {
  title: string
  periodFrom: string
  periodTo: string
  goals: readonly GoalRow[]
  measures: readonly MeasureRow[]
  proposals: readonly Proposal[]
}

export const newGoal = (): GoalRow => ({ key: newIntent(), field: 'quality', text: '', target: '', by: '' })
export const newMeasure = (): MeasureRow => ({ key: newIntent(), text: '', who: '', by: '' })

export function draftOf({ title, periodFrom, periodTo, content, proposals }: Strategy): Draft {
  const { basis, analysis, goals, measures } = content
  const { internal, external, studies } = analysis
  const [strengths = '', weaknesses = '', opportunities = '', threats = ''] = POINTS.map((key) =>
    analysis[key].join('\n'),
  )
  return {
    title,
    periodFrom: periodFrom ?? '',
    periodTo: periodTo ?? '',
    basis,
    internal,
    external,
    strengths,
    weaknesses,
    opportunities,
    threats,
    studies,
    goals: goals.map((goal) => ({ ...goal, by: goal.by ?? '', key: newIntent() })),
    measures: measures.map((measure) => ({ ...measure, by: measure.by ?? '', key: newIntent() })),
    proposals,
  }
}

const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '')
const day = (text: string) => (text.trim() === '' ? null : text)

/** What the operation takes. */
export function toInput(draft: Draft) {
  return {
    title: draft.title,
    periodFrom: day(draft.periodFrom),
    periodTo: day(draft.periodTo),
    content: {
      basis: draft.basis,
      analysis: {
        internal: draft.internal,
        external: draft.external,
        strengths: lines(draft.strengths),
        weaknesses: lines(draft.weaknesses),
        opportunities: lines(draft.opportunities),
        threats: lines(draft.threats),
        studies: draft.studies,
      },
      goals: draft.goals.map(({ field, text, target, by }) => ({ field, text, target, by: day(by) })),
      measures: draft.measures.map(({ text, who, by }) => ({ text, who, by: day(by) })),
    },
    answers: draft.proposals.map(({ answer, note }) => ({ answer, note })),
  }
}
