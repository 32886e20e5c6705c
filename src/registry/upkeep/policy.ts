import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

type OfUnit = { readonly unitId: string }

const upkeeper = (actor: Actor) => actor.role === 'county-officer' || actor.role === 'city-officer'

/** Officers of the responsible unit or of the city over it. */
export function mayUpkeep(actor: Actor, { unitId }: OfUnit): PolicyAnswer {
  const over = actor.kind === 'unit' && upkeeper(actor) && actor.unitIds.includes(unitId)
  return over ? true : '名录由负责单位或其上级市的经办人维护。'
}

/** For the own unit: hand-overs and suspected duplicates. */
export function mayUpkeepOwn(actor: Actor, { unitId }: OfUnit): PolicyAnswer {
  const own = actor.kind === 'unit' && upkeeper(actor) && actor.unitId === unitId
  return own ? true : '名录由本单位的经办人维护。'
}

/** What happened to an enterprise is told to itself and to the units over it. */
export function mayReadEvents(actor: Actor, { id }: { readonly id: string }): PolicyAnswer {
  if (actor.kind === 'unit') return true
  const own = actor.kind === 'enterprise' && actor.enterpriseId === id
  return own ? true : '企业变动只向本企业和负责的单位开放。'
}
