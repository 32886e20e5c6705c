import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** The tree is the administrator's; officers and enterprises read it. */
export function mayArrangeUnits(actor: Actor): PolicyAnswer {
  return actor.kind === 'admin' && actor.role === 'system-admin'
    ? true
    : '单位由系统管理员设置。请联系系统管理员办理。'
}

/** Who did what and when: for those who run or audit the system, and for officers. */
export function mayReadHistory(actor: Actor): PolicyAnswer {
  return actor.kind === 'admin' || actor.kind === 'unit' ? true : '单位沿革只向单位人员和管理员开放。'
}
