import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** People of an enterprise or unit; which notices is for row-level security to say. */
export function mayHaveNotices(actor: Actor): PolicyAnswer {
  return actor.kind === 'enterprise' || actor.kind === 'unit' ? true : '消息只发给企业和单位的人员。'
}
