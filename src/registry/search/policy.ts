import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** What is found is what the asker may see; administrators of the platform see neither enterprises nor people. */
export function mayFind(actor: Actor): PolicyAnswer {
  return actor.kind === 'unit' || actor.kind === 'enterprise' ? true : '查找只向企业和单位开放。'
}
