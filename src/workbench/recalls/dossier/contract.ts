import { z } from 'zod'
import { ledgerContract } from '#platform/ledger/contract-of.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { Fen } from '#platform/values/money.ts'
import { YearMonth } from '#platform/values/year-month.ts'
import { recallBatches, recallCustomers, recalls } from '../ledgers.ts'
import { ClockSpan, RecallEventKind, RecallScheme } from '../schemes/contract.ts'

export const recallContract = ledgerContract(recalls)
export const recallBatchContract = ledgerContract(recallBatches)
export const recallCustomerContract = ledgerContract(recallCustomers)

export const RecallStage = z.enum([
  'clue',
  'investigating',
  'refuted',
  'confirmed',
  'planned',
  'carrying-out',
  'completed',
  'summarised',
  'closed',
])
export type RecallStage = z.infer<typeof RecallStage>

export const RecallEvent = z.object({
  id: z.uuid(),
  kind: RecallEventKind,
  /** When it happened, as who recorded it says; clocks run from here. */
  at: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  byName: z.string(),
  /** 向谁, 怎样. */
  toWhom: z.string(),
  how: z.string(),
  note: z.string(),
})
export type RecallEvent = z.infer<typeof RecallEvent>

/** A clock as it stands. `waiting`: not begun; `unspecified`: it runs, and no document says how long. */
export const ClockState = z.object({
  key: z.string(),
  label: z.string(),
  from: RecallEventKind,
  to: RecallEventKind,
  span: ClockSpan.nullable(),
  right: z.boolean(),
  addressee: z.string(),
  source: z.string(),
  startedAt: z.iso.datetime().nullable(),
  due: CivilDate.nullable(),
  /** Where the clock runs in hours. */
  dueAt: z.iso.datetime().nullable(),
  doneAt: z.iso.datetime().nullable(),
  /** Which one, of a clock that runs again and again. */
  nth: z.int().nullable(),
  /** 工作日 (of a clock in 工作日) or days until it is due; negative when past. */
  left: z.int().nullable(),
  state: z.enum(['waiting', 'running', 'overdue', 'met', 'late', 'unspecified']),
})
export type ClockState = z.infer<typeof ClockState>

/** Counted from the two lists. Quantities in the unit of the batches. */
export const RecallFigures = z.object({
  batches: z.int(),
  produced: z.number(),
  inStock: z.number(),
  /** Denominator of the rate: 召回数量 of all batches. */
  toRecall: z.number(),
  customers: z.int(),
  notified: z.int(),
  shipped: z.number(),
  recovered: z.number(),
  corrected: z.number(),
  /** Numerator of the rate: recovered and corrected. */
  done: z.number(),
  /** Per cent, one decimal, cut off; null without a denominator. */
  rate: z.number().nullable(),
  ways: z.array(z.object({ how: z.string(), customers: z.int() })),
  disposals: z.array(z.object({ disposal: z.string(), quantity: z.number() })),
})
export type RecallFigures = z.infer<typeof RecallFigures>

export const PaperKind = z.enum(['plan', 'stage', 'summary'])
export type PaperKind = z.infer<typeof PaperKind>

/** What was reported, as it was at that moment; nothing of it changes any more. */
export const RecallPaper = z.object({
  id: z.uuid(),
  kind: PaperKind,
  /** Of its kind: the plan's version, the stage's number. */
  no: z.int(),
  at: z.iso.datetime(),
  byName: z.string(),
  toWhom: z.string(),
  figures: RecallFigures,
  /** SHA-256 of its content, hex. */
  digest: z.string(),
})
export type RecallPaper = z.infer<typeof RecallPaper>

export const RecallCost = z.object({
  id: z.uuid(),
  account: z.string(),
  month: YearMonth,
  amountFen: Fen,
  what: z.string(),
})
export type RecallCost = z.infer<typeof RecallCost>

const Linked = z.object({ kind: z.string(), number: z.string(), path: z.string() })

/** A recall with all that its page shows. */
export const RecallDossier = z.object({
  recall: recallContract.Kept,
  knownAt: z.iso.datetime(),
  /** What was noticed. */
  what: z.string(),
  conditions: z.array(z.string()),
  /** Clocks and form in force when it began. */
  scheme: RecallScheme,
  plan: z.record(z.string(), z.string()),
  /** Steps that the stage allows; who may is for the policies. */
  steps: z.array(z.string()),
  clocks: z.array(ClockState),
  figures: RecallFigures,
  events: z.array(RecallEvent),
  papers: z.array(RecallPaper),
  costs: z.array(RecallCost),
  linked: z.array(Linked),
})
export type RecallDossier = z.infer<typeof RecallDossier>
