import { z } from 'zod'
import { loginTaken, Me, NewLogin, NewPassword } from '#foundation/sign-in/contract.ts'
import { roles } from '#platform/access/actor.ts'
import { operation, PageQuery, page, refusal, tooManyTries, wrongState } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { PersonName } from '#platform/values/person-name.ts'
import { textSchema } from '#platform/values/text.ts'

export const linkUnknown = refusal({ code: 'link-unknown', status: 404, title: '没有这个链接' })
export const linkSpent = refusal({ code: 'link-spent', status: 410, title: '这个链接已经不能用' })
export const roleHeld = refusal({ code: 'role-held', status: 409, title: '已经有这个身份' })
export const administratorsApart = refusal({
  code: 'administrators-apart',
  status: 409,
  title: '三类管理员须由三人分别担任',
})

/** 32 random bytes, base64url; travels behind `#` in the address, never in a path or query. */
const Token = z.string().regex(/^[\w-]{20,100}$/, '不完整。请完整复制收到的链接。')
const labels = {
  token: '链接',
  login: '账号',
  name: '姓名',
  password: '密码',
  next: '新密码',
  reason: '原因',
  endsOn: '终止日期',
  identityChecked: '核对身份',
}

const newAccount = { token: Token, login: NewLogin, name: PersonName, password: NewPassword }

export const lookFirstLink = operation({
  name: 'first-link.look',
  method: 'POST',
  path: '/first-link/look',
  title: '查看首次设置链接',
  doc: 'Whether the link that the console printed still makes the first administrator.',
  input: z.object({ token: Token }),
  output: z.object({ usable: z.literal(true) }),
  refusals: [linkUnknown, linkSpent, tooManyTries],
  labels,
  unkeyed: true,
})

export const useFirstLink = operation({
  name: 'first-link.use',
  method: 'POST',
  path: '/first-link/use',
  title: '设立首位系统管理员',
  doc: 'Makes the first system administrator with the link of the console, once, and signs in. The other two administrators are invited (GB/T 22239 管理用户权限分离).',
  input: z.object(newAccount),
  output: Me,
  refusals: [linkUnknown, linkSpent, loginTaken, tooManyTries],
  labels,
  unkeyed: true,
})

const Post = {
  role: z.enum(roles),
  roleName: z.string(),
  enterpriseId: z.uuid().nullable(),
  unitId: z.uuid().nullable(),
  /** Name of the enterprise or unit; empty for administrators. */
  place: z.string(),
  /** Looks after the people of the unit and of those below. */
  inCharge: z.boolean(),
}

/** A role that a person holds or held. */
export const PersonRow = z.object({
  grantId: z.uuid(),
  accountId: z.uuid(),
  name: z.string(),
  login: z.string(),
  ...Post,
  since: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  endedReason: z.string().nullable(),
  disabled: z.boolean(),
  disabledReason: z.string().nullable(),
  /** Locked after wrong passwords; told to the security administrator. */
  locked: z.boolean(),
  mayEnd: z.boolean(),
  mayReset: z.boolean(),
  /** May be stopped, reopened or unlocked by the reader. */
  maySecure: z.boolean(),
})
export type PersonRow = z.infer<typeof PersonRow>

export const listPeople = operation({
  name: 'people.list',
  method: 'GET',
  path: '/people',
  title: '查看人员与授权',
  doc: 'Roles that people hold, as far as I may see them: of one enterprise, of one unit, or for an officer by `where`: his unit, it and those below, or the enterprises in their care. Administrators read all. `text` is a part of name or login.',
  input: z.object({
    enterpriseId: z.uuid().optional(),
    unitId: z.uuid().optional(),
    text: z.string().trim().max(60).optional(),
    state: z.enum(['holding', 'ended', 'disabled']).default('holding'),
    where: z.enum(['unit', 'below', 'enterprises']).default('unit'),
    ...PageQuery,
  }),
  output: page(PersonRow),
  refusals: [],
})

export const endGrant = operation({
  name: 'people.end-grant',
  method: 'POST',
  path: '/grants/:grantId/end',
  title: '终止授权',
  doc: 'Ends a role of a person: at once, or at the end of a later civil date (Asia/Shanghai). Sessions in this role end with it.',
  input: z.object({
    grantId: z.uuid(),
    endsOn: CivilDate.nullable().describe('null 表示立即'),
    reason: textSchema({ max: 200 }),
  }),
  output: z.object({ until: z.iso.datetime() }),
  refusals: [wrongState],
  labels,
})

const ofAccount = z.object({ accountId: z.uuid() })

export const disableAccount = operation({
  name: 'account.disable',
  method: 'POST',
  path: '/accounts/:accountId/disable',
  title: '停用账号',
  doc: 'Stops an account in all its roles; its sessions, tokens and open links end at once.',
  input: ofAccount.extend({ reason: textSchema({ max: 200 }) }),
  output: z.object({ disabled: z.literal(true) }),
  refusals: [wrongState],
  labels,
})

export const enableAccount = operation({
  name: 'account.enable',
  method: 'POST',
  path: '/accounts/:accountId/enable',
  title: '恢复账号',
  doc: 'Lets a stopped account sign in again.',
  input: ofAccount,
  output: z.object({ disabled: z.literal(false) }),
  refusals: [wrongState],
})

export const unlockAccount = operation({
  name: 'account.unlock',
  method: 'POST',
  path: '/accounts/:accountId/unlock',
  title: '解除锁定',
  doc: 'Forgets the wrong passwords that have locked an account.',
  input: ofAccount,
  output: z.object({ unlocked: z.literal(true) }),
  refusals: [],
})

export const InvitationRow = z.object({
  id: z.uuid(),
  ...Post,
  name: z.string(),
  inviter: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  state: z.enum(['open', 'expired', 'accepted', 'revoked']),
  mayManage: z.boolean(),
})
export type InvitationRow = z.infer<typeof InvitationRow>

/** A link as it is shown, once: the address of the page and `#token`. */
export const IssuedLink = z.object({ id: z.uuid(), token: z.string(), expiresAt: z.iso.datetime() })
export type IssuedLink = z.infer<typeof IssuedLink>

export const invite = operation({
  name: 'invitation.create',
  method: 'POST',
  path: '/invitations',
  title: '邀请人员',
  doc: 'Makes a link by which a person takes a role: single use, seven days, revocable. The token is shown once; the database keeps its hash.',
  input: z.object({
    name: PersonName,
    role: z.enum(roles),
    enterpriseId: z.uuid().nullable(),
    unitId: z.uuid().nullable(),
    inCharge: z.boolean().default(false),
  }),
  output: IssuedLink,
  refusals: [],
  labels: { ...labels, role: '身份', unitId: '单位', enterpriseId: '企业' },
  unkeyed: true,
})

export const listInvitations = operation({
  name: 'invitation.list',
  method: 'GET',
  path: '/invitations',
  title: '查看邀请',
  doc: 'Invitations that I manage, newest first; without `state` those that are still waiting or have run out.',
  input: z.object({
    enterpriseId: z.uuid().optional(),
    unitId: z.uuid().optional(),
    state: z.enum(['waiting', 'accepted', 'revoked']).default('waiting'),
    ...PageQuery,
  }),
  output: page(InvitationRow),
  refusals: [],
})

const ofInvitation = z.object({ invitationId: z.uuid() })

export const revokeInvitation = operation({
  name: 'invitation.revoke',
  method: 'POST',
  path: '/invitations/:invitationId/revoke',
  title: '撤销邀请',
  doc: 'Makes the link worthless.',
  input: ofInvitation,
  output: z.object({ revoked: z.literal(true) }),
  refusals: [wrongState],
})

export const renewInvitation = operation({
  name: 'invitation.renew',
  method: 'POST',
  path: '/invitations/:invitationId/renew',
  title: '重新生成链接',
  doc: 'A new link for the same invitation, seven days from now; the former link no longer works.',
  input: ofInvitation,
  output: IssuedLink,
  refusals: [wrongState],
  unkeyed: true,
})

export const lookInvitation = operation({
  name: 'invitation.look',
  method: 'POST',
  path: '/invitations/look',
  title: '查看收到的邀请',
  doc: 'What an invitation offers, to whoever has its link.',
  input: z.object({ token: Token }),
  output: z.object({
    ...Post,
    name: z.string(),
    inviter: z.string(),
    expiresAt: z.iso.datetime(),
  }),
  refusals: [linkUnknown, linkSpent, tooManyTries],
  labels,
  unkeyed: true,
})

export const acceptInvitation = operation({
  name: 'invitation.accept',
  method: 'POST',
  path: '/invitations/accept',
  title: '接受邀请',
  doc: 'Takes the role of an invitation with a new account, and signs in.',
  input: z.object(newAccount),
  output: Me,
  refusals: [linkUnknown, linkSpent, loginTaken, tooManyTries],
  labels,
  unkeyed: true,
})

export const joinByInvitation = operation({
  name: 'invitation.join',
  method: 'POST',
  path: '/invitations/join',
  title: '用现有账号接受邀请',
  doc: 'Adds the role of an invitation to the account that is signed in, and goes on in it.',
  input: z.object({ token: Token }),
  output: Me,
  refusals: [linkUnknown, linkSpent, roleHeld, administratorsApart, tooManyTries],
  labels,
})

export const issueReset = operation({
  name: 'reset.issue',
  method: 'POST',
  path: '/accounts/:accountId/reset',
  title: '发出重设密码链接',
  doc: 'A link for a new password, after the identity of the person has been checked: single use, 24 hours; earlier links of the account end. The person’s enterprise or unit is told.',
  input: ofAccount.extend({
    reason: textSchema({ max: 200 }),
    identityChecked: z.literal(true, '没有确认。请先核对本人身份再勾选。'),
  }),
  output: IssuedLink,
  refusals: [wrongState],
  labels,
  unkeyed: true,
})

export const lookReset = operation({
  name: 'reset.look',
  method: 'POST',
  path: '/reset/look',
  title: '查看重设密码链接',
  doc: 'Whose password a reset link sets, to whoever has the link.',
  input: z.object({ token: Token }),
  output: z.object({ login: z.string(), name: z.string(), expiresAt: z.iso.datetime() }),
  refusals: [linkUnknown, linkSpent, tooManyTries],
  labels,
  unkeyed: true,
})

export const completeReset = operation({
  name: 'reset.complete',
  method: 'POST',
  path: '/reset/complete',
  title: '重设密码',
  doc: 'Sets a new password with a reset link, once, and signs in. All former sessions and tokens of the account end, a lock too.',
  input: z.object({ token: Token, next: NewPassword }),
  output: Me,
  refusals: [linkUnknown, linkSpent, tooManyTries],
  labels,
  unkeyed: true,
})
