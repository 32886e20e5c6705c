import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** The one who sets the installation up. */
export function maySetUp(actor: Actor): PolicyAnswer {
  return actor.role === 'system-admin' ? true : '初始设置由系统管理员办理。'
}
