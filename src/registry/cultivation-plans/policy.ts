import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

export type PlanSubject = {
  readonly unitId: string
  /** To whom it is handed, or would be. */
  readonly parentId: string | null
}

function isOfficerOf(actor: Actor, unitId: string | null): boolean {
  return actor.kind === 'unit' && actor.role !== 'industry-officer' && actor.unitId === unitId
}

/** Makes and hands in the plan: officers of the market-regulation unit itself. */
export function mayPreparePlan(actor: Actor, { unitId }: { readonly unitId: string }): PolicyAnswer {
  return isOfficerOf(actor, unitId) ? true : '培育计划由本单位的经办人编制和报送。'
}

/** Accepts and returns: officers of the unit directly above. */
export function mayDecidePlan(actor: Actor, { parentId }: PlanSubject): PolicyAnswer {
  return parentId !== null && isOfficerOf(actor, parentId) ? true : '培育计划由直接上级单位接收或退回。'
}

/** The unit, those above it, and the industry bureaus beside them (培育协同). */
export function mayReadPlan(actor: Actor, { unitId }: { readonly unitId: string }): PolicyAnswer {
  if (actor.kind === 'unit' && actor.unitIds.includes(unitId)) return true
  return '培育计划只向本单位、上级单位和同级工信部门开放。'
}

/** Recomputes all of a unit and those below: officers of the market-regulation line over it. */
export function mayOverseePlans(actor: Actor, { unitId }: { readonly unitId: string }): PolicyAnswer {
  const line = actor.kind === 'unit' && actor.role !== 'industry-officer'
  return line && actor.unitIds.includes(unitId) ? true : '培育计划由本单位和上级市场监管部门重算。'
}

/** Whoever may accept a single one may send many; each is judged for itself. */
export function mayDecideSome(actor: Actor): PolicyAnswer {
  if (actor.kind === 'unit' && actor.role !== 'industry-officer') return true
  return '培育计划由直接上级单位接收或退回。'
}

/** The count of what waits: any officer, of his own unit. */
export function mayCountPlans(actor: Actor): PolicyAnswer {
  return actor.kind === 'unit' ? true : '培育计划只向单位开放。'
}
