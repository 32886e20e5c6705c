import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** A unit that keeps a list, with what the list says. */
export type Keeper = {
  readonly unitId: string
  readonly functions: readonly string[]
  /** Undefined: lists as such. */
  readonly scopeCode?: string
}

const KEPT_BY_ROSTER_UNITS = 'above-scale'

/** Officers for their own unit; 规模以上企业 only where the unit has the function of lists. */
export function mayKeepRoster(actor: Actor, keeper: Keeper): PolicyAnswer {
  if (actor.kind !== 'unit' || actor.unitId !== keeper.unitId) return '名单由出具单位的经办人维护。'
  if (keeper.scopeCode === KEPT_BY_ROSTER_UNITS && !keeper.functions.includes('roster')) {
    return '规模以上企业名单由有名单职能的单位（一般为工信局）维护。'
  }
  return true
}

/** Kinds of lists are added for a whole city or province. */
export function mayAddScope(actor: Actor, { unitId }: { readonly unitId: string }): PolicyAnswer {
  const own = actor.kind === 'unit' && actor.unitId === unitId
  const above = actor.role === 'city-officer' || actor.role === 'province-officer'
  return own && above ? true : '名单种类由市级或省级经办人增设。'
}

/** Units of both lines; which members, row-level security says. */
export function mayReadRosters(actor: Actor): PolicyAnswer {
  return actor.kind === 'unit' ? true : '名单只向单位开放。'
}

/** Units over the enterprise, and the enterprise for itself. */
export function mayReadMemberships(
  actor: Actor,
  { enterpriseId }: { readonly enterpriseId: string },
): PolicyAnswer {
  if (actor.kind === 'unit') return true
  if (actor.kind === 'enterprise' && actor.enterpriseId === enterpriseId) return true
  return '企业所在名单只向本企业和负责的单位开放。'
}

export function mayListScopes(actor: Actor): PolicyAnswer {
  return actor.kind === 'unit' || actor.kind === 'enterprise' ? true : '名单只向单位和企业开放。'
}

/** Each unit for itself and those below; the market-regulation line answers for the figures, the industry line for the lists. */
export function mayReadStates(actor: Actor, { unitId }: { readonly unitId: string }): PolicyAnswer {
  return actor.kind === 'unit' && actor.unitId === unitId ? true : '名单状态由本单位和上级单位查看。'
}
