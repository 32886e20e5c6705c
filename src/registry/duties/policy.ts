import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** A unit, and whether it is the asker's own or one below it in the same line. */
export type OfUnit = { readonly unitId: string; readonly below: boolean }

/** The unit itself and those above it. */
export function maySeeDuties(actor: Actor, { unitId, below }: OfUnit): PolicyAnswer {
  if (actor.kind === 'unit' && (actor.unitId === unitId || below)) return true
  return '期限只向本单位和上级单位开放。'
}
