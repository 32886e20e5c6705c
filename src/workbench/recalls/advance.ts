import type { AuditEntry } from '#platform/audit/append.ts'
import type { Source } from '#platform/declared-queries.ts'
import { changeRecord, mustBeCurrent, recordOf } from '#platform/ledger/records.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { clockStates, follows, nextOf, type Step, stepsFrom } from './domain.ts'
import type { ClockState, RecallDossier, RecallEvent, RecallStage } from './dossier/contract.ts'
import { recalls } from './ledgers.ts'
import type { RecallEventKind } from './schemes/contract.ts'
import {
  figuresOf,
  findCosts,
  findEvents,
  findLinked,
  findPapers,
  getParticulars,
  insertEvent,
  lockRecall,
  type OfRecall,
  type Particulars,
} from './store.ts'
import { clockSpanWords, stepWords } from './words.ts'

type RecallRecord = Awaited<ReturnType<typeof recallRecord>>

export const recallRecord = (tx: Context['tx'], { enterpriseId, recordId }: OfRecall) =>
  recordOf(tx, recalls, enterpriseId, recordId)

export type Loaded = {
  readonly record: RecallRecord
  readonly particulars: Particulars
  readonly events: readonly RecallEvent[]
}

/** @throws notFound */
export async function loadRecall({ tx }: Pick<Context, 'tx'>, of: OfRecall): Promise<Loaded> {
  const record = await recallRecord(tx, of)
  const [particulars, events] = await Promise.all([getParticulars(tx, of), findEvents(tx, of)])
  return { record, particulars, events }
}

/** As it is loaded for a deed: two deeds of one recall wait for each other. @throws notFound */
export async function takeRecall(ctx: Pick<Context, 'tx'>, of: OfRecall): Promise<Loaded> {
  await lockRecall(ctx.tx, of)
  return loadRecall(ctx, of)
}

export const stageOf = ({ record }: Pick<Loaded, 'record'>) => record.stage as RecallStage

export const sourceOf = ({ record }: Pick<Loaded, 'record'>): Source => ({
  kind: 'recall',
  id: record.id,
  number: record.number,
  path: `recalls/${record.id}`,
})

export function clocksOf(
  { record, particulars }: Pick<Loaded, 'record' | 'particulars'>,
  events: readonly Pick<RecallEvent, 'kind' | 'at'>[],
  now: Date,
): ClockState[] {
  const initiative = record.initiative as 'voluntary' | 'ordered'
  return clockStates(particulars.scheme, events, { initiative, conditions: particulars.conditions }, now)
}

/** With all that its page shows. */
export async function presentRecall(ctx: Pick<Context, 'tx' | 'now'>, of: OfRecall): Promise<RecallDossier> {
  const loaded = await loadRecall(ctx, of)
  const { record, particulars, events } = loaded
  const [figures, papers, costs, linked] = await Promise.all([
    figuresOf(ctx.tx, of),
    findPapers(ctx.tx, of),
    findCosts(ctx.tx, of),
    findLinked(ctx.tx, of.enterpriseId, particulars),
  ])
  return {
    recall: record,
    knownAt: particulars.knownAt.toISOString(),
    what: particulars.what,
    conditions: particulars.conditions,
    scheme: particulars.scheme,
    plan: particulars.plan,
    steps: stepsFrom(stageOf(loaded)),
    clocks: clocksOf(loaded, events, ctx.now),
    figures,
    events: [...events],
    papers,
    costs,
    linked,
  }
}

export const auditAs =
  (verb: string) =>
  ({ enterpriseId, recordId }: OfRecall): AuditEntry => ({
    chain: { enterpriseId },
    action: `recall.${verb}`,
    subject: { type: 'recall', id: recordId },
  })

const MINUTE = 60_000
const FIRST = Date.parse('2000-01-01T00:00:00+08:00')

/** When it happened, to the minute; now where nothing is said. @throws invalidInput */
export function instantOf(
  { now }: Pick<Context, 'now'>,
  at: string | undefined,
  notBefore: { readonly at: string | Date; readonly what: string } | undefined,
  path: 'at' | 'knownAt' = 'at',
): Date {
  const said = Math.floor((at === undefined ? now.getTime() : Date.parse(at)) / MINUTE) * MINUTE
  const refuse = (message: string) => invalidInput({ detail: message, errors: [{ path, message }] })
  const label = path === 'at' ? '发生时间' : '首次知道时间'
  if (said < FIRST) throw refuse(`${label}：早于 2000 年。请核对年份。`)
  if (said > now.getTime()) throw refuse(`${label}：还没有到。请填现在或以前的时间。`)
  if (notBefore && said < Math.floor(new Date(notBefore.at).getTime() / MINUTE) * MINUTE)
    throw refuse(`${label}：早于“${notBefore.what}”的时间。请核对先后。`)
  return new Date(said)
}

export type Said = {
  readonly version: number
  readonly at?: string | undefined
  readonly toWhom?: string
  readonly how?: string
  readonly note?: string
}

/** Where a step leads from here. @throws staleVersion, wrongState */
export function mustFollow(loaded: Loaded, step: Step, said: { readonly version: number }): RecallStage {
  mustBeCurrent(recalls, loaded.record, said.version)
  const to = follows(stageOf(loaded), step)
  if (to) return to
  const stage = recalls.columns.stage.options[stageOf(loaded)]
  throw wrongState({ detail: `召回：现在是“${stage}”，不能${stepWords[step]}。请刷新页面查看。` })
}

const besides: readonly RecallEventKind[] = [
  'authority-told',
  'ordered',
  'objected',
  'published',
  'sellers-told',
  'users-told',
  'assessed',
]

/** What a step may not be earlier than: the step before it. */
export function lastStep({ particulars, events }: Loaded): { at: string | Date; what: string } {
  const last = events.findLast(({ kind }) => !besides.includes(kind))
  return last ? { at: last.at, what: '上一步' } : { at: particulars.knownAt, what: '首次知道' }
}

/** Writes down what happened and where that leads; the nearest clock is computed anew. @throws invalidInput, staleVersion */
export async function record(
  ctx: Context,
  loaded: Loaded,
  done: {
    readonly kind: RecallEventKind
    readonly stage: RecallStage
    readonly said: Said
    readonly at: Date
  },
): Promise<RecallDossier> {
  const { tx, now, actor } = ctx
  const of = { enterpriseId: loaded.record.enterpriseId, recordId: loaded.record.id }
  const { kind, said, at } = done
  await insertEvent(tx, of, {
    kind,
    at,
    recordedAt: now,
    accountId: 'accountId' in actor ? actor.accountId : null,
    byName: 'name' in actor ? actor.name : '系统',
    ...(said.toWhom && { toWhom: said.toWhom }),
    ...(said.how && { how: said.how }),
    ...(said.note && { note: said.note }),
  })
  const events = [...loaded.events, { kind, at: at.toISOString() }]
  const clocks = done.stage === 'closed' || done.stage === 'refuted' ? [] : clocksOf(loaded, events, now)
  await changeRecord(
    ctx,
    recalls,
    loaded.record,
    { stage: done.stage, ...nearest(clocks) },
    { kind: `recall-${kind}`, note: said.note ?? '' },
  )
  return presentRecall(ctx, of)
}

/** What the list shows of the clocks. */
export function nearest(clocks: readonly ClockState[]) {
  const next = nextOf(clocks)
  if (!next) return { nextDue: null, nextStep: null }
  const to = next.addressee ? `（${next.addressee}）` : ''
  return { nextDue: next.due, nextStep: `${next.label}${to}，${clockSpanWords(next.span)}` }
}
