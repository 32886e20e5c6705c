import type { Operation } from '#platform/operation.ts'
import {
  closeRecall,
  completeRecall,
  concludeRecall,
  investigateRecall,
  recordDeed,
  reportPlan,
  reportStage,
  reportSummary,
  resumeRecall,
  startRecall,
} from '../contract.ts'
import type { RecallEventKind } from '../schemes/contract.ts'

/** A field of a step. `long` is a text of several lines. */
export type StepField = {
  readonly key:
    | 'toWhom'
    | 'how'
    | 'note'
    | 'done'
    | 'deviation'
    | 'next'
    | 'effect'
    | 'disposal'
    | 'improvement'
  readonly long?: true
  readonly optional?: true
}

type Form = {
  readonly op: Operation
  readonly fields: readonly StepField[]
  /** By the officer or the principal. */
  readonly decided?: true
  readonly fixed?: Readonly<Record<string, string>>
  /** The event that it records: its clock knows the addressee. */
  readonly event?: RecallEventKind
  /** What it reports is frozen. */
  readonly freezes?: true
}

const note = { key: 'note', long: true } as const
const perhapsNote = { ...note, optional: true } as const
const report = [{ key: 'toWhom' }, { key: 'how', optional: true }] as const

/** The form of every step, and of what is recorded beside them. */
export const stepForms = {
  investigate: { op: investigateRecall, fields: [perhapsNote] },
  confirm: { op: concludeRecall, fields: [note], decided: true, fixed: { outcome: 'confirm' } },
  refute: { op: concludeRecall, fields: [note], decided: true, fixed: { outcome: 'refute' } },
  reopen: { op: resumeRecall, fields: [note], decided: true },
  resume: { op: resumeRecall, fields: [note], decided: true },
  'report-plan': {
    op: reportPlan,
    fields: [...report, perhapsNote],
    decided: true,
    event: 'plan-reported',
    freezes: true,
  },
  start: { op: startRecall, fields: [perhapsNote] },
  'report-stage': {
    op: reportStage,
    fields: [
      ...report,
      { key: 'done', long: true },
      { key: 'deviation', long: true, optional: true },
      { key: 'next', long: true },
    ],
    event: 'stage-reported',
    freezes: true,
  },
  complete: { op: completeRecall, fields: [perhapsNote], decided: true },
  'report-summary': {
    op: reportSummary,
    fields: [
      ...report,
      { key: 'effect', long: true },
      { key: 'disposal', long: true },
      { key: 'improvement', long: true },
    ],
    decided: true,
    event: 'summary-reported',
    freezes: true,
  },
  close: { op: closeRecall, fields: [{ key: 'effect', long: true }, perhapsNote], decided: true },
  record: {
    op: recordDeed,
    fields: [{ key: 'toWhom', optional: true }, { key: 'how', optional: true }, perhapsNote],
  },
} as const satisfies Record<string, Form>

export type StepForm = keyof typeof stepForms
export const formOf = (form: StepForm): Form => stepForms[form]

/** What is recorded beside the steps. */
export const deedKinds = [
  'authority-told',
  'published',
  'sellers-told',
  'users-told',
  'ordered',
  'objected',
  'assessed',
] as const
