import type { Actor, EnterpriseRole } from './actor.ts'
import type { Policy, PolicyAnswer } from './policy.ts'

export type OfEnterprise = { readonly enterpriseId: string }

const own = (actor: Actor, { enterpriseId }: OfEnterprise) =>
  actor.kind === 'enterprise' && actor.enterpriseId === enterpriseId

const OWN_ALONE = '工作台的内容只供本企业使用。'

/** Everyone of the enterprise, and nobody else: what it has not shared no bureau sees. */
export function mayReadOwn(actor: Actor, subject: OfEnterprise): PolicyAnswer {
  return own(actor, subject) ? true : OWN_ALONE
}

/** Everyone of the enterprise but its auditors, who only look. */
export function mayWriteOwn(actor: Actor, subject: OfEnterprise): PolicyAnswer {
  if (!own(actor, subject)) return OWN_ALONE
  return actor.role === 'auditor' ? '审核员只能查看。请由本企业的其他人员办理。' : true
}

/** These roles of the enterprise alone; `who` names them in the refusal: “首席质量官”. */
export function ownRoles(who: string, ...roles: readonly EnterpriseRole[]): Policy<OfEnterprise> {
  return (actor, subject) => {
    if (!own(actor, subject)) return OWN_ALONE
    return (roles as readonly string[]).includes(actor.role) ? true : `这件事由本企业的${who}办理。`
  }
}
