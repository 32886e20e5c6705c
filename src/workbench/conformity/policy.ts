import type { Actor } from '#platform/access/actor.ts'
import { ownRoles } from '#platform/access/own-enterprise.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** What the enterprise says of itself, and what it lets others see, is said by its officer or its principal. */
export const maySpeak = ownRoles('首席质量官或企业负责人', 'cqo', 'principal')
/** That a clause does not apply. */
export const maySetAside = ownRoles('首席质量官', 'cqo')

/** Officers of the unit that a report was shared with; whether there is one, row-level security says. */
export function mayReadShared(actor: Actor, { unitId }: { readonly unitId: string }): PolicyAnswer {
  const own = actor.kind === 'unit' && actor.role === 'county-officer' && actor.unitId === unitId
  return own || '企业共享的报告，只供接收单位的工作人员查看。'
}
