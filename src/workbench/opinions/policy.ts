import type { Actor } from '#platform/access/actor.ts'
import { mayReadOwn, mayWriteOwn, type OfEnterprise } from '#platform/access/own-enterprise.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'
import { isSameName } from '#platform/values/person-name.ts'

/** Of whose enterprise, and whom the letter in force names as officer. */
export type UnderOfficer = OfEnterprise & { readonly officer: string | null }

export function isOfficer(actor: Actor, { enterpriseId, officer }: UnderOfficer): boolean {
  return (
    actor.kind === 'enterprise' &&
    actor.enterpriseId === enterpriseId &&
    actor.role === 'cqo' &&
    officer !== null &&
    isSameName(actor.name, officer)
  )
}

/** Only the officer in office speaks and decides as officer. */
export function mayActAsOfficer(actor: Actor, subject: UnderOfficer): PolicyAnswer {
  const own = mayReadOwn(actor, subject)
  if (own !== true) return own
  if (isOfficer(actor, subject)) return true
  return subject.officer
    ? `这件事由在任的首席质量官${subject.officer}办理。姓名与账号不一致的，请企业负责人核对聘任和人员授权。`
    : '目前没有在任的首席质量官。请企业负责人先签发聘书。'
}

/** The officer does not submit to himself. */
export function maySubmit(actor: Actor, subject: UnderOfficer): PolicyAnswer {
  const writes = mayWriteOwn(actor, subject)
  if (writes !== true) return writes
  return isOfficer(actor, subject) ? '首席质量官不用送自己审批。请由经办的人员送审。' : true
}

/** One record, and the asker's part in it. */
export type Putting = UnderOfficer & {
  readonly kind: 'opinion' | 'proposal' | 'approval'
  /** The asker is the person of the staff ledger to whom it is addressed. */
  readonly addressed: boolean
  /** The asker's account put it. */
  readonly put: boolean
}

/** The principal, or to whom it is addressed; never who put it. */
export function mayAnswer(actor: Actor, subject: Putting): PolicyAnswer {
  const writes = mayWriteOwn(actor, subject)
  if (writes !== true) return writes
  if (subject.put) return '提出的人不能答复自己的意见。请由企业负责人或所送的人答复。'
  if (actor.role === 'principal' || subject.addressed) return true
  return '意见和建议由企业负责人或所送的人答复。请与其联系。'
}

/** The officer decides what others submitted. */
export function mayDecide(actor: Actor, subject: Putting): PolicyAnswer {
  if (subject.put) return '送审的人不能审批自己送审的事项。'
  return mayActAsOfficer(actor, subject)
}

/** Who put it; for what an officer put, the officer in office too. */
export function mayWithdraw(actor: Actor, subject: Putting): PolicyAnswer {
  const writes = mayWriteOwn(actor, subject)
  if (writes !== true) return writes
  if (subject.put || (subject.kind !== 'approval' && isOfficer(actor, subject))) return true
  return '由提出的人撤回。请与其联系。'
}
