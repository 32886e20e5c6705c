import type { Actor, Role } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** A role in its place, as it is given, ended or reset. */
export type Post = {
  readonly role: Role
  readonly enterpriseId: string | null
  readonly unitId: string | null
  /** The unit responsible for the enterprise. */
  readonly keeperId: string | null
  /** The asker looks after the people of his unit. */
  readonly askerInCharge: boolean
  /** The unit belongs to the asker's line, as himself or below him. */
  readonly unitBelowAsker: boolean
}

/** Whose account it is, in which roles. */
export type Person = {
  readonly accountId: string
  readonly posts: readonly Post[]
  /** False when the account holds roles that the asker does not see. */
  readonly wholly: boolean
}

/** Who gives and ends a role. */
export function mayManage(actor: Actor, post: Post): PolicyAnswer {
  if (actor.kind === 'admin') return managesAsAdministrator(actor.role, post)
  if (actor.kind === 'unit') return post.unitId ? managesOfficers(post) : managesEnterprise(actor, post)
  if (actor.kind === 'enterprise' && actor.role === 'principal') {
    const own = post.enterpriseId === actor.enterpriseId && post.role !== 'principal'
    return own ? true : '企业负责人只管理本企业的经办人、首席质量官、质量人员和审核员。'
  }
  return '人员由企业负责人、单位负责人员管理的经办人或系统管理员管理。'
}

function managesAsAdministrator(role: Role, post: Post): PolicyAnswer {
  if (role !== 'system-admin') return '授权由系统管理员办理，安全管理员和审计管理员不授权。'
  return post.enterpriseId === null ? true : '企业人员由负责的单位或企业负责人管理。'
}

function managesOfficers(post: Post): PolicyAnswer {
  if (!post.askerInCharge) return '单位人员由本单位或上级单位负责人员管理的经办人管理。'
  return post.unitBelowAsker ? true : '只能管理本单位和下级单位的人员。'
}

function managesEnterprise(actor: Actor & { kind: 'unit' }, post: Post): PolicyAnswer {
  if (post.enterpriseId === null) return '管理员由系统管理员管理。'
  const keeps = actor.role !== 'industry-officer' && post.keeperId === actor.unitId
  if (!keeps) return '企业人员由负责该企业的单位管理。'
  return post.role === 'filer' || post.role === 'principal'
    ? true
    : '首席质量官、质量人员和审核员的账号由本企业负责人管理。'
}

/** Who ends a role: as for giving it, but never his own. */
export function mayEnd(actor: Actor, post: Post & { readonly accountId: string }): PolicyAnswer {
  if ('accountId' in actor && actor.accountId === post.accountId) return '自己的身份由别人终止。'
  return mayManage(actor, post)
}

/** Who gives a link for a new password: whoever is responsible for every role of the person, or the security administrator. */
export function mayReset(actor: Actor, person: Person): PolicyAnswer {
  if ('accountId' in actor && actor.accountId === person.accountId) {
    return '自己的密码请在账号菜单的“修改密码”中修改。'
  }
  if (actor.role === 'security-admin') return true
  if (actor.role === 'system-admin') return '密码重置由安全管理员办理。'
  if (person.posts.length === 0) return '这个账号没有有效的身份。'
  const answers = person.posts.map((post) => mayManage(actor, post))
  const refused = answers.find((answer) => answer !== true)
  if (refused === undefined && person.wholly) return true
  return refused === undefined || answers.includes(true)
    ? '此人还有不归您管理的身份。请由安全管理员重置，以免连带打开那些身份。'
    : refused
}

/** Who stops, reopens and unlocks accounts: the security administrator, never his own. */
export function maySecure(actor: Actor, { accountId }: { readonly accountId: string }): PolicyAnswer {
  if (actor.role !== 'security-admin') return '账号由安全管理员停用、恢复和解锁。'
  return actor.accountId === accountId ? '自己的账号由另一位安全管理员办理。' : true
}

/** Colleagues, the line above, and the administrators; which rows is for row-level security to say. */
export function mayList(actor: Actor, { enterpriseId }: { enterpriseId?: string | undefined }): PolicyAnswer {
  if (actor.kind === 'admin' || actor.kind === 'unit') return true
  if (actor.kind !== 'enterprise') return '请先登录。'
  return enterpriseId === undefined || enterpriseId === actor.enterpriseId ? true : '只能查看本企业的人员。'
}
