import { z } from 'zod'
import type { CivilDate } from '#platform/values/civil-date.ts'
import { endOfSpan } from '#platform/values/period.ts'
import { citedBelow } from '#registry/rules/cited.ts'
import { AdministrativeLevel, type Flow, type FlowStep } from '#registry/rules/pack-sections.ts'

/** What an office does in a step: 受理, 审核, 公示, 登记, or anything else the document names. */
export const DeskAction = z.enum(['accept', 'review', 'publicize', 'register', 'other'])
export type DeskAction = z.infer<typeof DeskAction>

const Span = z.object({ amount: z.int(), unit: z.enum(['workday', 'day', 'month', 'year']) })

/** 公示: from when to when, and where it can be read. */
export const PublicNotice = z.object({ from: z.iso.date(), to: z.iso.date(), place: z.string() })
export type PublicNotice = z.infer<typeof PublicNotice>

/** One office step of a filing, as the procedure pack ordered it at submission. */
export const ChainStep = z.object({
  id: z.string(),
  title: z.string(),
  level: AdministrativeLevel,
  action: DeskAction,
  clause: z.string().nullable(),
  docNo: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  within: Span.nullable().describe('本步骤的期限；null 表示未规定'),
  promised: z.boolean().describe('期限是单位的承诺，不是文件规定'),
  reachedOn: z.iso.date().nullable().describe('何日到达本步骤'),
  dueOn: z.iso.date().nullable(),
  notice: PublicNotice.nullable(),
  doneAt: z.iso.datetime().nullable(),
  doneBy: z.string().nullable(),
  opinion: z.string().nullable(),
})
export type ChainStep = z.infer<typeof ChainStep>

/** A unit that may take a step. */
export type DeskUnit = { readonly id: string; readonly name: string; readonly level: AdministrativeLevel }

const RANK: Record<AdministrativeLevel, number> = { county: 0, city: 1, province: 2, nation: 3 }
const isDeskAction = (action: FlowStep['action']): action is DeskAction =>
  (DeskAction.options as readonly string[]).includes(action)

/**
 * The steps of offices between 报备 and 登记; where the document names none, 受理 and 登记 by the level it files to.
 * @param applies whether a step with `when` is for this filing; the first 登记 that is ends the chain
 */
export function officeSteps(flow: Flow, applies: (step: FlowStep) => boolean = () => true): FlowStep[] {
  const offices = flow.steps.filter(
    (step) => step.level !== 'enterprise' && isDeskAction(step.action) && applies(step),
  )
  const last = offices.findIndex(({ action }) => action === 'register')
  if (last >= 0) return offices.slice(0, last + 1)
  const step = (id: 'accept' | 'register', title: string): FlowStep => ({
    id,
    title,
    level: flow.fileTo,
    action: id,
    within: null,
    clause: flow.clause,
  })
  return [...offices, ...(offices.length > 0 ? [] : [step('accept', '受理')]), step('register', '登记备案')]
}

/**
 * The unit of a step: among the responsible unit and those above it the one of that level. A level below the responsible
 * unit's own is skipped: the responsible unit does it itself. Undefined where no unit of a higher level exists.
 */
export function unitOf(level: AdministrativeLevel, upward: readonly DeskUnit[]): DeskUnit | undefined {
  const [responsible] = upward
  if (!responsible || RANK[level] <= RANK[responsible.level]) return responsible
  return upward.find((unit) => unit.level === level)
}

/** The chain of a filing, or the step for which this installation has no unit. */
export function planChain(
  flow: Flow,
  docNo: string,
  steps: readonly FlowStep[],
  upward: readonly DeskUnit[],
): { readonly chain: ChainStep[] } | { readonly missing: FlowStep } {
  const chain: ChainStep[] = []
  for (const step of steps) {
    const unit = unitOf(step.level as AdministrativeLevel, upward)
    if (!unit) return { missing: step }
    chain.push({
      id: step.id,
      title: step.title,
      level: step.level as AdministrativeLevel,
      action: step.action as DeskAction,
      ...citedBelow(step, { clause: flow.clause, docNo: flow.docNo ?? docNo }),
      unitId: unit.id,
      unitName: unit.name,
      ...limitOf(flow, step),
      reachedOn: null,
      dueOn: null,
      notice: null,
      doneAt: null,
      doneBy: null,
      opinion: null,
    })
  }
  return { chain }
}

/** The document's limit for the step, else the office's own promise. */
function limitOf(flow: Flow, step: FlowStep): Pick<ChainStep, 'within' | 'promised'> {
  const key =
    step.action === 'accept' ? 'acceptance' : step.action === 'register' ? 'registration' : undefined
  const ruled = step.within ?? (key ? flow.deadlines[key] : null)
  const promised = ruled === null && key ? flow.officePromise[key] : null
  const span = ruled ?? promised
  return {
    within: span ? { amount: span.amount, unit: span.unit } : null,
    promised: ruled === null && promised !== null,
  }
}

/** The step at hand: the first that is not done. */
export function stepAtHand(chain: readonly ChainStep[]): ChainStep | undefined {
  return chain.find((step) => step.doneAt === null)
}

/** What an officer does with a step. 公示 is begun, and passed when its time is over. */
export type DeskVerb = 'accept' | 'publicize' | 'pass' | 'register'

export function deskVerbOf(step: ChainStep): DeskVerb {
  if (step.action === 'accept' || step.action === 'register') return step.action
  return step.action === 'publicize' && step.notice === null ? 'publicize' : 'pass'
}

/** The chain when the step at hand has been reached on a day: its due date follows from its limit. */
export function reach(chain: readonly ChainStep[], on: CivilDate): ChainStep[] {
  const at = stepAtHand(chain)
  return chain.map((step) =>
    step === at ? { ...step, reachedOn: on, dueOn: step.within ? endOfSpan(on, step.within) : null } : step,
  )
}

/** The chain after the step at hand is done; the next one is reached that day. */
export function finish(
  chain: readonly ChainStep[],
  done: { readonly at: Date; readonly on: CivilDate; readonly by: string; readonly opinion: string | null },
): ChainStep[] {
  const at = stepAtHand(chain)
  const finished = chain.map((step) =>
    step === at ? { ...step, doneAt: done.at.toISOString(), doneBy: done.by, opinion: done.opinion } : step,
  )
  return reach(finished, done.on)
}

/** The chain after 公示 has begun: it is due when the notice ends. */
export function publicize(chain: readonly ChainStep[], notice: PublicNotice): ChainStep[] {
  const at = stepAtHand(chain)
  return chain.map((step) => (step === at ? { ...step, notice, dueOn: notice.to } : step))
}

/** The desk's columns, as the chain says. */
export function deskOf(chain: readonly ChainStep[]) {
  const at = stepAtHand(chain)
  return {
    desk_unit_id: at?.unitId ?? null,
    desk_step: at?.id ?? null,
    desk_due_on: at?.dueOn ?? null,
  }
}

/**
 * Whether the offices that had the filing in hand include, for every 放宽 in question, one of the levels that decide on it.
 * `by` empty: whoever reviews.
 */
export function mayRelax(
  relaxations: readonly { readonly by: readonly AdministrativeLevel[] }[],
  chain: readonly ChainStep[],
): boolean {
  const at = stepAtHand(chain)
  const levels = chain.filter((step) => step === at || step.doneAt !== null).map(({ level }) => level)
  return relaxations.every(({ by }) => by.length === 0 || by.some((level) => levels.includes(level)))
}
