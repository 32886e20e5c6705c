import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** Everyone of the unit; nobody else sees its labels. */
export function mayTag(actor: Actor, { unitId }: { readonly unitId: string }): PolicyAnswer {
  return actor.kind === 'unit' && actor.unitId === unitId ? true : '标签只供本单位使用。'
}
