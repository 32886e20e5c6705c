import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** The rules are public documents; the collection with drafts and old versions is for those who work with it. */
export function mayReadPacks(actor: Actor): PolicyAnswer {
  return actor.kind === 'unit' || actor.kind === 'admin' ? true : '规则包的目录只对办理单位和管理员开放。'
}

/** Loading changes by what everyone is judged: an administrator's deed, on the record. */
export function mayLoadPacks(actor: Actor): PolicyAnswer {
  return actor.kind === 'admin' && actor.role === 'system-admin' ? true : '规则包由系统管理员装载。'
}
