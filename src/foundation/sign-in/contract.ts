import { z } from 'zod'
import { roles } from '#platform/access/actor.ts'
import { operation, refusal, tooManyTries } from '#platform/operation.ts'

export const wrongCredentials = refusal({ code: 'wrong-credentials', status: 401, title: '账号或密码不对' })
export const grantNotHeld = refusal({ code: 'grant-not-held', status: 409, title: '您没有这个身份' })
export const loginTaken = refusal({ code: 'login-taken', status: 409, title: '账号名已有人使用' })

/** A role of a person in one enterprise or unit. */
export const Grant = z.object({
  id: z.uuid(),
  role: z.enum(roles),
  roleName: z.string(),
  enterpriseId: z.uuid().nullable(),
  unitId: z.uuid().nullable(),
  /** Name of the enterprise or unit; empty for administrators. */
  place: z.string(),
  /** Looks after the people of the unit and of those below. */
  inCharge: z.boolean(),
})
export type Grant = z.infer<typeof Grant>

export const Me = z.object({
  accountId: z.uuid(),
  name: z.string(),
  login: z.string(),
  grant: Grant,
  grants: z.array(Grant),
  /** True when the data are a demonstration: the header says 演示数据. */
  demo: z.boolean(),
})
export type Me = z.infer<typeof Me>

const Login = z.string().trim().toLowerCase().min(2).max(64)
const Password = z.string().min(1).max(256)

/** A name to sign in with, as a new account chooses it. */
export const NewLogin = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z\d._-]{3,31}$/, '应为 4 至 32 个字符，以字母开头，只用字母、数字和 . _ -。请重新填写。')

/** At least 10 characters of three classes (GB/T 22239 身份鉴别, our own default). */
export const NewPassword = z
  .string()
  .min(10, '不足 10 个字符。请设置得长一些。')
  .max(256)
  .refine((text) => [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(text)).length >= 3, {
    message: '应包含大写字母、小写字母、数字、符号中的三类。请重新设置。',
  })

export const signIn = operation({
  name: 'session.sign-in',
  method: 'POST',
  path: '/session',
  title: '登录',
  doc: 'Signs in with name and password and sets the session cookie. Five failures lock the account for 300 s; an unknown name and a wrong password are answered alike.',
  input: z.object({ login: Login, password: Password }),
  output: Me,
  refusals: [wrongCredentials, tooManyTries],
  unkeyed: true,
})

export const signOut = operation({
  name: 'session.sign-out',
  method: 'DELETE',
  path: '/session',
  title: '退出登录',
  doc: 'Ends the present session at once.',
  input: z.object({}),
  output: z.object({ signedOut: z.literal(true) }),
  refusals: [],
})

export const readMe = operation({
  name: 'session.me',
  method: 'GET',
  path: '/session',
  title: '当前登录人',
  doc: 'Who is signed in, in which role, and which other roles the person may switch to.',
  input: z.object({}),
  output: Me,
  refusals: [],
})

export const switchGrant = operation({
  name: 'session.switch-grant',
  method: 'POST',
  path: '/session/grant',
  title: '切换身份',
  doc: 'Goes on in another role of the same person.',
  input: z.object({ grantId: z.uuid() }),
  output: Me,
  refusals: [grantNotHeld],
})

export const changePassword = operation({
  name: 'session.change-password',
  method: 'POST',
  path: '/session/password',
  title: '修改密码',
  doc: 'At least 10 characters of three classes (GB/T 22239 身份鉴别, our own default). Ends all other sessions of the account. A wrong current password counts like one at signing in.',
  input: z.object({
    current: Password,
    next: NewPassword,
  }),
  output: z.object({ endedSessions: z.int() }),
  refusals: [wrongCredentials, tooManyTries],
  labels: { current: '当前密码', next: '新密码' },
})

export const Session = z.object({
  id: z.uuid(),
  kind: z.enum(['cookie', 'token']),
  label: z.string().nullable(),
  createdAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  current: z.boolean(),
})

export const listSessions = operation({
  name: 'session.list',
  method: 'GET',
  path: '/sessions',
  title: '查看登录记录',
  doc: 'Sessions and tokens of the account that are still valid.',
  input: z.object({}),
  output: z.object({ rows: z.array(Session) }),
  refusals: [],
})

export const endSession = operation({
  name: 'session.end',
  method: 'DELETE',
  path: '/sessions/:sessionId',
  title: '结束登录',
  doc: 'Ends a session or revokes a token of the same account.',
  input: z.object({ sessionId: z.uuid() }),
  output: z.object({ ended: z.boolean() }),
  refusals: [],
})

export const createToken = operation({
  name: 'session.create-token',
  method: 'POST',
  path: '/tokens',
  title: '生成程序令牌',
  doc: 'A bearer token for a program in the present role, shown once. `days`: 1–365.',
  input: z.object({ label: z.string().trim().min(1).max(60), days: z.int().min(1).max(365) }),
  output: z.object({ id: z.uuid(), token: z.string(), expiresAt: z.iso.datetime() }),
  refusals: [],
  unkeyed: true,
})
