import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

type OfUnit = { readonly unitId: string }

/** Aggregates: officers of the unit and of those above it, and of the industry bureau that serves it. */
export function mayReadNumbers(actor: Actor, { unitId }: OfUnit): PolicyAnswer {
  if (actor.kind === 'unit' && actor.unitIds.includes(unitId)) return true
  return '覆盖情况只向该单位、它的上级单位和对应的工信部门开放。'
}

/** Which enterprise stands how, and who its officer is: the market-regulation line alone. */
export function mayReadStandings(actor: Actor, subject: OfUnit): PolicyAnswer {
  const line = actor.kind === 'unit' && actor.role !== 'industry-officer'
  if (line && actor.unitIds.includes(subject.unitId)) return true
  return '企业的备案情况只向该单位和它的上级市场监管部门开放。'
}

/** An industry bureau sees who is on a list, not how they stand. */
export function mayReadMembers(
  actor: Actor,
  subject: OfUnit & { readonly measure: string; readonly list: boolean },
): PolicyAnswer {
  if (subject.measure === 'members' && subject.list) return mayReadNumbers(actor, subject)
  return mayReadStandings(actor, subject)
}
