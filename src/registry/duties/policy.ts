import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** A unit, and whether it is one below the asker's own in the same line. */
export type OfUnit = { readonly unitId: string; readonly below: boolean; readonly level: string }

/** The unit itself and those above it. */
export function maySeeDuties(actor: Actor, { unitId, below }: OfUnit): PolicyAnswer {
  if (actor.kind === 'unit' && (actor.unitId === unitId || below)) return true
  return '期限只向本单位和上级单位开放。'
}

/** 延期 and 免除 are for the units above. */
export function mayRuleDuty(actor: Actor, { below }: OfUnit): PolicyAnswer {
  return actor.kind === 'unit' && below ? true : '延期、免除由上级单位决定。'
}

const SETTERS = ['city', 'province']

/** What is set for units below, and the working figures. */
export function maySetDuties(actor: Actor, { unitId, level }: OfUnit): PolicyAnswer {
  const own = actor.kind === 'unit' && actor.unitId === unitId
  return own && SETTERS.includes(level) ? true : '由市级或省级单位为下级设定。'
}

/** Lists over the units below are for the unit above itself. */
export function mayOversee(actor: Actor, { unitId }: OfUnit): PolicyAnswer {
  return actor.kind === 'unit' && actor.unitId === unitId ? true : '下级期限由本单位的人员查看。'
}
