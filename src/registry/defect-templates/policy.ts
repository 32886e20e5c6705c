import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** Officers of the market-regulation line keep and use the library of their own unit. */
export function mayKeep(actor: Actor, subject: { readonly unitId: string }): PolicyAnswer {
  const own = actor.kind === 'unit' && actor.role !== 'industry-officer' && actor.unitId === subject.unitId
  return own ? true : '问题模板由本单位的经办人使用和维护。'
}
