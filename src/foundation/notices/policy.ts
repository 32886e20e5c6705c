import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** People of an enterprise or unit, and administrators; which notices is for row-level security to say. */
export function mayHaveNotices(actor: Actor): PolicyAnswer {
  return 'accountId' in actor ? true : '请先登录，再查看消息。'
}

/** How messages leave the house is for the system administrator. */
export function mayKeepSenders(actor: Actor): PolicyAnswer {
  return actor.role === 'system-admin' ? true : '发送设置由系统管理员办理。'
}

/** Reminders outside the system are for people of units. */
export function mayBeReminded(actor: Actor): PolicyAnswer {
  return actor.kind === 'unit' ? true : '接收方式供单位的人员设置。'
}

export function maySwitchUnit(actor: Actor, { unitId }: { readonly unitId: string }): PolicyAnswer {
  return actor.kind === 'unit' && actor.unitId === unitId ? true : '由本单位的人员开关。'
}
