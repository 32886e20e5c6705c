import type { Actor } from '#platform/access/actor.ts'
import { mayReadOwn, mayWriteOwn, type OfEnterprise, ownRoles } from '#platform/access/own-enterprise.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'
import { isSameName } from '#platform/values/person-name.ts'

/** Who holds the power today: the officer in office and the deputies whose days these are. */
export type Office = {
  readonly cqo: { readonly appointmentId: string; readonly personName: string } | null
  readonly deputies: readonly { readonly accountId: string; readonly name: string }[]
}

export type UnderOffice = OfEnterprise & { readonly office: Office }

/** In which capacity somebody wields the power of veto; null: not at all. */
export function wieldsAs(actor: Actor, { enterpriseId, office }: UnderOffice): 'cqo' | 'deputy' | null {
  if (actor.kind !== 'enterprise' || actor.enterpriseId !== enterpriseId) return null
  if (actor.role === 'cqo' && office.cqo && isSameName(actor.name, office.cqo.personName)) return 'cqo'
  // The principal has the override, in the open; who only looks has nothing.
  if (actor.role === 'principal' || actor.role === 'auditor') return null
  return office.deputies.some(({ accountId }) => accountId === actor.accountId) ? 'deputy' : null
}

/** DB1302/T 589—2024 8.1 d）: the officer in office or a named deputy, nobody else. It is the office that has the power. */
export function mayWield(actor: Actor, subject: UnderOffice): PolicyAnswer {
  const own = mayReadOwn(actor, subject)
  if (own !== true) return own
  if (wieldsAs(actor, subject)) return true
  const { cqo } = subject.office
  if (actor.role !== 'cqo') return '一票否决：由在任的首席质量官或指定的代理人办理。请与其联系。'
  return cqo
    ? `一票否决：聘书上在任的首席质量官是${cqo.personName}，您的账号是“${'name' in actor ? actor.name : ''}”。请由在任的首席质量官或指定的代理人办理；姓名有误的，请企业负责人核对聘任和人员授权。`
    : '一票否决：目前没有在任的首席质量官。请企业负责人先签发聘书，或指定代理人。'
}

/** Deputies are named by the principal or the officer in office. */
export function mayNameDeputies(actor: Actor, subject: UnderOffice): PolicyAnswer {
  const own = mayReadOwn(actor, subject)
  if (own !== true) return own
  if (actor.role === 'principal' || wieldsAs(actor, subject) === 'cqo') return true
  return '代理人：由企业负责人或在任的首席质量官指定。请与其联系。'
}

/** Facts, evidence and the second look come from everybody who works in the enterprise. */
export const mayHelp = mayWriteOwn
export const mayLook = mayReadOwn

/** 强行放行 and the opinion are the principal's own. */
export const mayOverride = ownRoles('企业负责人', 'principal')
