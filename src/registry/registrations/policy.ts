import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** Officers of the market-regulation line; which registrations is for row-level security to say. */
export function mayConfirm(actor: Actor): PolicyAnswer {
  return actor.kind === 'unit' && actor.role !== 'industry-officer'
    ? true
    : '企业注册由负责登记的市场监管部门确认。'
}
