import { z } from 'zod'
import { exportOf, operation, PageQuery, page, refusal, staleVersion } from '#platform/operation.ts'
import { Email } from '#platform/values/email.ts'
import { Mobile } from '#platform/values/mobile.ts'
import { textSchema } from '#platform/values/text.ts'
import { problemInTemplate } from './template.ts'

/** `http`: one interface for SMS or 政务微信; `email`: one mail server. */
export const Channel = z.enum(['http', 'email'])
export type Channel = z.infer<typeof Channel>

export const hostNotAllowed = refusal({
  code: 'host-not-allowed',
  status: 422,
  title: '地址不在允许的主机内',
})
export const notSetUp = refusal({ code: 'sender-not-set-up', status: 409, title: '发送方式还没有设置' })

/** A host that may be called: `sms.example.gov.cn`, or with its port `10.1.2.3:8443`; without one 80 or 443. */
const Host = z
  .string()
  .trim()
  .toLowerCase()
  .max(260)
  .regex(
    /^(\[[0-9a-f:]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:\d{1,5})?$/,
    '不是主机名。请写成 sms.example.gov.cn 或 10.1.2.3:8443。',
  )

const Url = z
  .string()
  .trim()
  .max(1000)
  .superRefine((text, ctx) => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (!url || !['http:', 'https:'].includes(url.protocol)) {
      ctx.addIssue({ code: 'custom', message: '不是网址。请以 https:// 或 http:// 开头。' })
    } else if (url.username || url.password) {
      ctx.addIssue({
        code: 'custom',
        message: '网址里不能写用户名和密码。请写到请求头里，请求头会加密保存。',
      })
    }
  })

/** Placeholders: {{mobile}} {{name}} {{subject}} {{text}} {{id}}, inside JSON strings only. */
const Template = z
  .string()
  .min(1, '没有填写。请粘贴短信平台文档中的请求正文。')
  .max(10_000)
  .superRefine((text, ctx) => {
    const problem = problemInTemplate(text)
    if (problem) ctx.addIssue({ code: 'custom', message: problem })
  })

const HeaderName = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, '不是请求头的名称。请只用字母、数字和连字符。')
  .refine(
    (name) => !['host', 'content-length', 'transfer-encoding', 'connection'].includes(name.toLowerCase()),
    '由系统自己填写，不能设置。请删去这一行。',
  )
const HeaderValue = z
  .string()
  .max(4000)
  .regex(/^[\x20-\x7e]*$/, '含有不能放进请求头的字符。请只用英文字母、数字和符号。')

export const HttpSettings = z.object({
  url: Url,
  method: z.enum(['POST', 'PUT']),
  /** Only these are called; redirects are not followed. */
  hosts: z.array(Host).min(1, '没有填写。请写上短信平台的主机名。').max(10),
  template: Template,
  timeoutSeconds: z.int().min(1).max(30),
  /** Where the answer says whether it worked, e.g. `errcode` or `result.code`; empty: any 2xx is good. */
  okField: textSchema({ max: 100, min: 0 }),
  okValue: textSchema({ max: 100, min: 0 }),
})
export type HttpSettings = z.infer<typeof HttpSettings>

export const MailSettings = z.object({
  host: Host.refine((host) => !/:\d+$/.test(host), '不写端口。请把端口填在端口一栏。'),
  port: z.int().min(1).max(65_535),
  /** `tls` from the start (465), `starttls` (587), `none` only inside a closed network. */
  security: z.enum(['tls', 'starttls', 'none']),
  from: Email,
  fromName: textSchema({ max: 60, min: 0 }),
  user: textSchema({ max: 200, min: 0 }),
  timeoutSeconds: z.int().min(1).max(30),
})
export type MailSettings = z.infer<typeof MailSettings>

const labels = {
  url: '接口地址',
  method: '请求方法',
  hosts: '允许的主机',
  template: '请求正文',
  timeoutSeconds: '超时（秒）',
  okField: '成功标志字段',
  okValue: '成功标志值',
  headers: '请求头',
  host: '邮件服务器',
  port: '端口',
  security: '加密',
  from: '发件地址',
  fromName: '发件人',
  user: '用户名',
  password: '密码',
  mobile: '手机号码',
  email: '电子邮箱',
  to: '收件人',
  state: '状态',
  channel: '方式',
}

const kept = {
  enabled: z.boolean(),
  version: z.int(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
}

/** What is set; of the secret part only the names of headers, and whether there is a password. */
export const Senders = z.object({
  http: z.object({ ...kept, settings: HttpSettings, headerNames: z.array(z.string()) }).nullable(),
  email: z.object({ ...kept, settings: MailSettings, hasPassword: z.boolean() }).nullable(),
})
export type Senders = z.infer<typeof Senders>

export const readSenders = operation({
  name: 'sender.read',
  method: 'GET',
  path: '/senders',
  title: '查看发送设置',
  doc: 'How messages leave the house; secrets are never given back.',
  input: z.object({}),
  output: Senders,
  refusals: [],
})

const version = z.int().nullable().describe('null: none is set yet')

export const changeHttpSender = operation({
  name: 'sender.change-http',
  method: 'PUT',
  path: '/senders/http',
  title: '设置短信或政务微信接口',
  doc: 'One HTTP interface. Header values are sealed; `value` null keeps the one that is there. The host of the URL must be among `hosts`.',
  input: z.object({
    version,
    enabled: z.boolean(),
    settings: HttpSettings,
    headers: z.array(z.object({ name: HeaderName, value: HeaderValue.nullable() })).max(20),
  }),
  output: Senders,
  refusals: [hostNotAllowed, staleVersion],
  labels,
})

export const changeMailSender = operation({
  name: 'sender.change-email',
  method: 'PUT',
  path: '/senders/email',
  title: '设置邮件服务器',
  doc: 'One mail server (SMTP). `password` null keeps the one that is there, empty removes it.',
  input: z.object({
    version,
    enabled: z.boolean(),
    settings: MailSettings,
    password: z.string().max(500).nullable(),
  }),
  output: Senders,
  refusals: [staleVersion],
  labels,
})

export const testSender = operation({
  name: 'sender.test',
  method: 'POST',
  path: '/senders/:channel/test',
  title: '试发一条',
  doc: 'Sends a fixed text to one address at once, by what is saved, whether it is on or not; answers what came back.',
  input: z.object({ channel: Channel, to: textSchema({ max: 254 }) }),
  output: z.object({ sent: z.boolean(), answer: z.string() }),
  refusals: [notSetUp],
  labels,
})

export const MessageState = z.enum(['queued', 'sending', 'sent', 'dropped', 'dead'])
export type MessageState = z.infer<typeof MessageState>

/** A message on its way. `dropped`: the person or unit does not want it any more; `dead`: given up after all tries. */
export const Message = z.object({
  id: z.uuid(),
  channel: Channel,
  personName: z.string(),
  unitName: z.string(),
  subject: z.string(),
  state: MessageState,
  tries: z.int(),
  createdAt: z.iso.datetime(),
  /** When it is tried next; null when it is at its end. */
  nextAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  lastError: z.string(),
})
export type Message = z.infer<typeof Message>

export const listMessages = operation({
  name: 'message.list',
  method: 'GET',
  path: '/messages',
  title: '查看发送记录',
  doc: 'Messages by SMS, 政务微信 and e-mail, newest first; `total` counts what the filter meets. Never an address.',
  input: z.object({ state: MessageState.optional(), channel: Channel.optional(), ...PageQuery }),
  output: page(Message),
  refusals: [],
  labels,
})
export const exportMessages = exportOf(listMessages, { name: 'message.export', title: '导出发送记录' })

export const retryMessages = operation({
  name: 'message.retry',
  method: 'POST',
  path: '/messages/retry',
  title: '重新发送',
  doc: 'Tries messages anew that were given up; without `ids` all of them.',
  input: z.object({ ids: z.array(z.uuid()).min(1).max(200).optional() }),
  output: z.object({ queued: z.int() }),
  refusals: [],
})

/** Where I am told, masked; and what is on. */
export const MyDelivery = z.object({
  version: z.int().nullable(),
  mobile: z.string().nullable(),
  email: z.string().nullable(),
  byHttp: z.boolean(),
  byEmail: z.boolean(),
  /** Channels that the installation has. */
  channels: z.array(Channel),
  unit: z.object({ byHttp: z.boolean(), byEmail: z.boolean(), version: z.int().nullable() }),
})
export type MyDelivery = z.infer<typeof MyDelivery>

export const readMyDelivery = operation({
  name: 'delivery.read',
  method: 'GET',
  path: '/my-delivery',
  title: '查看接收方式',
  doc: 'Where I want to be told of deadlines beside the messages here, and whether my unit has it on.',
  input: z.object({}),
  output: MyDelivery,
  refusals: [],
})

export const changeMyDelivery = operation({
  name: 'delivery.change',
  method: 'PUT',
  path: '/my-delivery',
  title: '修改接收方式',
  doc: 'My mobile number and e-mail address, encrypted and used for nothing else. Left out: as it was; null: removed.',
  input: z.object({
    version,
    mobile: Mobile.nullable().optional(),
    email: Email.nullable().optional(),
    byHttp: z.boolean(),
    byEmail: z.boolean(),
  }),
  output: MyDelivery,
  refusals: [staleVersion],
  labels,
})

export const changeUnitDelivery = operation({
  name: 'delivery.change-unit',
  method: 'PUT',
  path: '/units/:unitId/delivery',
  title: '开关本单位的发送',
  doc: 'Whether people of the unit are told by SMS or 政务微信 and by e-mail at all. Messages inside the system always come.',
  input: z.object({ unitId: z.uuid(), version, byHttp: z.boolean(), byEmail: z.boolean() }),
  output: MyDelivery,
  refusals: [staleVersion],
})
