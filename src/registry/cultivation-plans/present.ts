import type { UnitActor } from '#platform/access/actor.ts'
import type { Context, Loading } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { composeRows, frozenRows } from './compose.ts'
import type { Plan, PlanBasis, PlanDefect } from './contract.ts'
import { mayFollow, type PlanWarning, totalOf, warningsOf } from './domain.ts'
import { planDuesOf } from './dues.ts'
import type { At } from './members-store.ts'
import { mayDecidePlan, mayPreparePlan } from './policy.ts'
import { type PlanRules, planRulesOf } from './rules-of.ts'
import { findEvents, findSupplements, findVersions, getPlan, headOf, type PlanRecord } from './store.ts'

/** Today, by all that is recorded. */
export function presently(now: Date): At {
  return { on: civilDateOf(now), known: null }
}

export type PlanSubjectLoaded = { unitId: string; parentId: string | null; plan: PlanRecord }

/** A version as the subject of an operation. @throws notFound */
export async function loadPlan(
  { tx }: Pick<Loading, 'tx'>,
  of: { unitId: string; planId: string },
): Promise<PlanSubjectLoaded> {
  return subjectOf(await getPlan(tx, of))
}

export function subjectOf(plan: PlanRecord): PlanSubjectLoaded {
  return { unitId: plan.unit_id, parentId: plan.handed_to, plan }
}

/** The lines of a version with all that must be known to read them: a draft as of now, what was handed in as it was. */
export async function statedPlan(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  plan: PlanRecord,
): Promise<StatedPlan> {
  if (plan.submitted_at !== null) return handedIn(tx, plan)
  const at = presently(now)
  const [rules, composed] = await Promise.all([
    planRulesOf(tx, plan.unit_id, at.on),
    composeRows(tx, plan, at),
  ])
  const warnings = warningsOf({ ...composed, years: plan.years, target: rules.target })
  return { rows: composed.rows, basis: composed.basis, on: at.on, known: now, pack: rules.pack, warnings }
}

export type StatedPlan = {
  rows: Awaited<ReturnType<typeof composeRows>>['rows']
  basis: PlanBasis[]
  on: string
  known: Date
  pack: PlanRules['pack']
  warnings: PlanWarning[]
}

async function handedIn(tx: Context['tx'], plan: PlanRecord): Promise<StatedPlan> {
  const lines = await frozenRows(tx, [plan])
  return {
    rows: lines.get(plan.id) ?? [],
    basis: plan.basis as unknown as PlanBasis[],
    on: plan.as_of_on ?? '',
    known: plan.known_at ?? new Date(0),
    pack: plan.pack as unknown as PlanRules['pack'],
    warnings: plan.warnings as unknown as PlanWarning[],
  }
}

/** The titles of 附件3, the years as they are. */
export function columnsOf(year: number, years: number): string[] {
  const planned = Array.from({ length: years }, (_, at) => `${year + at}年培育计划数`)
  return ['县(市、区)', '规上企业数', '已完成备案数', ...planned]
}

export async function presentPlan(ctx: Context, plan: PlanRecord): Promise<Plan> {
  const today = civilDateOf(ctx.now)
  const [stated, supplements, events, versions] = await Promise.all([
    statedPlan(ctx, plan),
    findSupplements(ctx.tx, plan),
    findEvents(ctx.tx, plan),
    findVersions(ctx.tx, [plan.unit_id], plan.year),
  ])
  const unit = { id: plan.unit_id, level: plan.level }
  const dues = await planDuesOf(ctx.tx, [unit], versions, plan.year, today)
  return {
    ...headOf(plan),
    parent: plan.handed_to && plan.handed_to_name ? { id: plan.handed_to, name: plan.handed_to_name } : null,
    columns: columnsOf(plan.year, plan.years),
    rows: stated.rows.map((row) => ({ ...row, planned: [...row.planned], unnamed: [...row.unnamed] })),
    total: totalOf(stated.rows, plan.years),
    asOfOn: stated.on,
    knownAt: stated.known.toISOString(),
    pack: stated.pack,
    basis: stated.basis,
    due: dues.get(plan.unit_id) ?? null,
    warnings: stated.warnings,
    explanation: plan.explanation,
    preparedBy: plan.prepared_by,
    reviewedBy: plan.reviewed_by,
    decidedBy: plan.decided_by,
    digest: plan.digest,
    defects: plan.defects as unknown as PlanDefect[],
    supplements,
    events,
    versions: versions.map((each) => headOf(each)),
    abilities: abilitiesOf(ctx, plan, versions),
  }
}

function abilitiesOf(ctx: Context, plan: PlanRecord, versions: readonly PlanRecord[]): Plan['abilities'] {
  const subject = subjectOf(plan)
  const own = mayPreparePlan(ctx.actor, subject) === true
  const above = mayDecidePlan(ctx.actor, subject) === true
  const newest = versions.find(({ status }) => status !== 'discarded')
  const isOpen = versions.some(({ status }) => status === 'draft' || status === 'submitted')
  return {
    change: own && mayFollow(plan.status, 'change'),
    submit: own && mayFollow(plan.status, 'submit') && plan.handed_to !== null,
    withdraw: own && mayFollow(plan.status, 'withdraw'),
    discard: own && mayFollow(plan.status, 'discard'),
    revise: own && !isOpen && newest?.id === plan.id,
    decide: above && mayFollow(plan.status, 'accept'),
    comment: ctx.actor.kind === 'unit',
  }
}

/** Who does a deed, for the events: only units do any. */
export function doer(ctx: Context) {
  const { unitId, accountId, name } = ctx.actor as UnitActor
  return { byUnitId: unitId, accountId, name, at: ctx.now }
}
