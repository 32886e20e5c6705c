import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

export type SupervisionSubject = { readonly unitId: string; readonly issuerId: string }

/** Row-level security gives it to the two units and those above them. */
export function maySeeSupervision(actor: Actor): PolicyAnswer {
  return actor.kind === 'unit' ? true : '督办只向有关单位开放。'
}

export function mayReply(actor: Actor, { unitId }: SupervisionSubject): PolicyAnswer {
  return actor.kind === 'unit' && actor.unitId === unitId ? true : '由被督办的单位回复。'
}

export function mayDecide(actor: Actor, { issuerId }: SupervisionSubject): PolicyAnswer {
  return actor.kind === 'unit' && actor.unitId === issuerId ? true : '由发出督办的单位决定。'
}

/** The lists of a unit are for its own people. */
export function mayListSupervisions(actor: Actor, { unitId }: { readonly unitId: string }): PolicyAnswer {
  return actor.kind === 'unit' && actor.unitId === unitId ? true : '督办清单由本单位的人员查看。'
}

const ISSUERS = ['city', 'province', 'nation']

export function mayIssue(
  actor: Actor,
  { unitId, level }: { readonly unitId: string; readonly level: string },
): PolicyAnswer {
  const own = actor.kind === 'unit' && actor.unitId === unitId
  return own && ISSUERS.includes(level) ? true : '督办由市级或省级单位向下级发出。'
}
