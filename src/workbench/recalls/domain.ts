import { addMonthsClamped, type CivilDate, civilDateOf, daysBetween } from '#platform/values/civil-date.ts'
import { endOfSpan, workdaysBetween } from '#platform/values/period.ts'
import type { ClockState, RecallEvent, RecallStage } from './dossier/contract.ts'
import type { ClockSpan, RecallClock, RecallScheme } from './schemes/contract.ts'

/** What may follow in each stage, and where it leads; the next step first. */
export const lifecycle = {
  clue: { investigate: 'investigating', confirm: 'confirmed', refute: 'refuted' },
  investigating: { confirm: 'confirmed', refute: 'refuted' },
  refuted: { reopen: 'investigating' },
  confirmed: { 'report-plan': 'planned' },
  planned: { start: 'carrying-out', 'report-plan': 'planned' },
  'carrying-out': {
    'report-stage': 'carrying-out',
    complete: 'completed',
    'report-plan': 'carrying-out',
  },
  completed: { resume: 'carrying-out', 'report-summary': 'summarised' },
  summarised: { resume: 'carrying-out', close: 'closed' },
  closed: {},
} as const satisfies Record<RecallStage, Readonly<Record<string, RecallStage>>>

type Steps = { [S in RecallStage]: keyof (typeof lifecycle)[S] }[RecallStage]
export type Step = Extract<Steps, string>

/** Where a step leads from here; undefined where it may not be taken. */
export function follows(stage: RecallStage, step: Step): RecallStage | undefined {
  return (lifecycle[stage] as Partial<Record<Step, RecallStage>>)[step]
}

export function stepsFrom(stage: RecallStage): Step[] {
  return Object.keys(lifecycle[stage]) as Step[]
}

/** Batches and customers may be changed until the figures of the summary are frozen. */
export function listsOpen(stage: RecallStage): boolean {
  return stage !== 'refuted' && stage !== 'summarised' && stage !== 'closed'
}

type Recorded = Pick<RecallEvent, 'kind' | 'at'>
type Circumstances = { readonly initiative: 'voluntary' | 'ordered'; readonly conditions: readonly string[] }

/** Every clock that applies, with its day computed from what was recorded. The nearest of those that run comes first. */
export function clockStates(
  scheme: Pick<RecallScheme, 'clocks'>,
  events: readonly Recorded[],
  circumstances: Circumstances,
  now: Date,
): ClockState[] {
  return scheme.clocks
    .filter((clock) => !clock.off && applies(clock, circumstances))
    .map((clock) => stateOf(clock, since(events), now))
}

function applies({ when }: RecallClock, { initiative, conditions }: Circumstances): boolean {
  if (when === null) return true
  return when === 'ordered' ? initiative === 'ordered' : conditions.includes(when)
}

/** What was recorded before a refuted recall was opened again started no clock that still runs; that it was known did. */
function since(events: readonly Recorded[]): readonly Recorded[] {
  const inOrder = [...events].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const reopened = inOrder.findLastIndex(({ kind }) => kind === 'reopened')
  return inOrder.filter(({ kind }, at) => kind === 'known' || at > reopened)
}

function stateOf(clock: RecallClock, events: readonly Recorded[], now: Date): ClockState {
  const { from, every, span } = clock
  const started = startOf(events, from)
  const base = { ...shownOf(clock), startedAt: started?.at ?? null }
  if (!started) return { ...base, ...nothing, state: 'waiting' }
  const ends = events.filter(({ kind, at }) => kind === clock.to && at >= started.at)
  const finished = every ? last(events, 'completed') : undefined
  const times = every ? ends.length + 1 : 1
  const nth = every ? times : null
  const due = span ? endOf(started.at, span, times) : null
  const done = every ? undefined : ends[0]
  if (done) {
    const late = due !== null && isPast(due, new Date(done.at))
    return { ...base, ...(due ?? nothing), doneAt: done.at, nth, left: null, state: late ? 'late' : 'met' }
  }
  // While the recall is carried on again after its completion the reports are due again.
  if (finished && !events.some(({ kind, at }) => kind === 'resumed' && at >= finished.at))
    return { ...base, ...nothing, nth, doneAt: finished.at, state: 'met' }
  if (!due) return { ...base, ...nothing, nth, state: 'unspecified' }
  const overdue = !clock.right && isPast(due, now)
  return {
    ...base,
    ...due,
    doneAt: null,
    nth,
    left: leftOf(clock.span, due, now),
    state: overdue ? 'overdue' : 'running',
  }
}

/** The last completion counts, unless the recall is carried on again; of all else the first. */
function startOf(events: readonly Recorded[], from: string): Recorded | undefined {
  if (from !== 'completed') return events.find(({ kind }) => kind === from)
  const found = last(events, from)
  const resumed = found && events.some(({ kind, at }) => kind === 'resumed' && at >= found.at)
  return resumed ? undefined : found
}

const nothing = { due: null, dueAt: null, doneAt: null, nth: null, left: null } as const

const last = (events: readonly Recorded[], kind: string) => events.findLast((each) => each.kind === kind)

const shownOf = ({ key, label, from, to, span, right, addressee, source }: RecallClock) => ({
  key,
  label,
  from,
  to,
  span,
  right,
  addressee,
  source,
})

type Due = { readonly due: CivilDate; readonly dueAt: string | null }

/** `times` spans after the instant: hours run on, days end with the last of them. */
function endOf(at: string, { amount, unit }: ClockSpan, times: number): Due {
  if (unit === 'hour') {
    const end = new Date(Date.parse(at) + amount * times * 3_600_000)
    return { due: civilDateOf(end), dueAt: end.toISOString() }
  }
  const from = civilDateOf(new Date(at))
  const due =
    unit === 'month'
      ? addMonthsClamped(from, amount * times)
      : endOfSpan(from, { amount: amount * times, unit })
  return { due, dueAt: null }
}

function isPast({ due, dueAt }: Due, at: Date): boolean {
  return dueAt === null ? civilDateOf(at) > due : at.getTime() > Date.parse(dueAt)
}

/** 工作日 or days until the day; negative when it is past. */
function leftOf(span: ClockSpan | null, { due }: Due, now: Date): number {
  const today = civilDateOf(now)
  return span?.unit === 'workday' ? workdaysBetween(today, due) : daysBetween(today, due)
}

/** Of the duties that run, the nearest. */
export function nextOf(clocks: readonly ClockState[]): ClockState | undefined {
  return clocks
    .filter(({ state, right, due }) => (state === 'running' || state === 'overdue') && !right && due !== null)
    .sort((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1))[0]
}

/** Duties that were not seen to: whoever closes the recall says why. */
export function unmet(clocks: readonly ClockState[]): ClockState[] {
  return clocks.filter(({ state, right }) => !right && (state === 'running' || state === 'overdue'))
}

/** 召回率 in per cent with one decimal, cut off, never rounded up; null without a denominator. */
export function recallRate(recovered: number, toRecall: number): number | null {
  return toRecall > 0 ? Math.floor((recovered / toRecall) * 1000) / 10 : null
}
