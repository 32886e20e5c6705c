import { z } from 'zod'
import {
  Bytes,
  operation,
  PageQuery,
  page,
  refusal,
  tooLarge,
  tooManyTries,
  wrongFileType,
  wrongState,
} from '#platform/operation.ts'
import { CreditCode } from '#platform/values/credit-code.ts'
import { Mobile } from '#platform/values/mobile.ts'
import { PersonName } from '#platform/values/person-name.ts'
import { textSchema } from '#platform/values/text.ts'
import { codeTaken, similarThere } from '#registry/upkeep/contract.ts'

export const receiptUnknown = refusal({
  code: 'receipt-unknown',
  status: 404,
  title: '回执编号或查询码不对',
})

/** Largest scan, 10 MB. */
export const SCAN_LIMIT = 10 * 1024 * 1024

export const ScanKind = z.enum(['licence', 'authorisation'])
export const RegistrationState = z.enum(['pending', 'accepted', 'refused'])
const Role = z.enum(['filer', 'principal'])
const Ticket = z.string().regex(/^[\w-]{20,100}$/, '已失效。请重新填写。')
const ReceiptNo = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^ZC\d{6}-[0-9A-Z]{8}$/, '应形如 ZC261121-AB12CD34。请对照回执填写。')

const labels = {
  creditCode: '统一社会信用代码',
  name: '企业名称',
  unitId: '负责登记的单位',
  address: '住所',
  role: '您的身份',
  applicantName: '姓名',
  applicantPost: '职务',
  mobile: '手机号码',
  code: '查询码',
  receiptNo: '回执编号',
  ticket: '填写的内容',
  reason: '原因',
  codeReason: '理由',
}

export const listRegisteringUnits = operation({
  name: 'registration.units',
  method: 'GET',
  path: '/registration-units',
  title: '查找负责登记的单位',
  doc: 'Units that take registrations of enterprises, by a fragment of their name; for whoever has no account yet.',
  input: z.object({
    text: z.string().trim().max(40).optional(),
    ids: z.uuid().optional().describe('只要这一个'),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  output: z.object({
    rows: z.array(z.object({ id: z.uuid(), name: z.string(), above: z.string() })),
    total: z.int(),
  }),
  refusals: [],
})

export const startRegistration = operation({
  name: 'registration.start',
  method: 'POST',
  path: '/registrations',
  title: '填写企业注册',
  doc: 'Begins the registration of an enterprise by its credit code. Whether the enterprise is known already is not told. The ticket adds scans and hands it in, for two days.',
  input: z.object({
    creditCode: CreditCode,
    name: textSchema({ max: 120, min: 2 }),
    unitId: z.uuid('没有选择。请选择。'),
    address: textSchema({ max: 200, min: 4 }),
    role: Role,
    applicantName: PersonName,
    applicantPost: textSchema({ max: 40 }),
    mobile: Mobile,
    code: z
      .string()
      .trim()
      .regex(/^[\w-]{6,32}$/, '应为 6 至 32 位字母或数字。请自己设一个并记住。'),
  }),
  output: z.object({ receiptNo: z.string(), ticket: z.string(), creditCodeWarning: z.boolean() }),
  refusals: [tooManyTries],
  labels,
  unkeyed: true,
})

export const addRegistrationScan = operation({
  name: 'registration.add-scan',
  method: 'POST',
  path: '/registration-scans',
  title: '上传营业执照或授权书',
  doc: 'Adds a scan (PDF, JPEG, PNG ≤ 10 MB; the type is told from the bytes) to a registration that has not been handed in; at most three.',
  input: z.object({ ticket: Ticket, kind: ScanKind, name: textSchema({ max: 200 }) }),
  output: z.object({ id: z.uuid(), name: z.string(), size: z.int() }),
  refusals: [wrongFileType, tooLarge, wrongState],
  labels,
  takesBytes: { limit: SCAN_LIMIT + 1024 },
  unkeyed: true,
})

export const submitRegistration = operation({
  name: 'registration.submit',
  method: 'POST',
  path: '/registrations/submission',
  title: '提交企业注册',
  doc: 'Hands the registration in to the unit, which confirms it by the scans.',
  input: z.object({ receiptNo: ReceiptNo, ticket: Ticket }),
  output: z.object({ receiptNo: z.string(), unitName: z.string() }),
  refusals: [wrongState],
  labels,
  unkeyed: true,
})

export const lookRegistration = operation({
  name: 'registration.look',
  method: 'POST',
  path: '/registrations/look',
  title: '查询企业注册',
  doc: 'How far a registration is, by receipt number and the code that the applicant chose; once accepted with the secret of the invitation, while it is open.',
  input: z.object({ receiptNo: ReceiptNo, code: z.string().trim().min(1).max(32) }),
  output: z.object({
    receiptNo: z.string(),
    state: z.enum(['draft', 'pending', 'accepted', 'refused']),
    name: z.string(),
    creditCode: z.string(),
    unitName: z.string(),
    submittedAt: z.iso.datetime().nullable(),
    decidedAt: z.iso.datetime().nullable(),
    reason: z.string().nullable(),
    /** The secret of the invitation; null when it has been used, renewed or has run out. */
    invitation: z.string().nullable(),
  }),
  refusals: [receiptUnknown, tooManyTries],
  labels,
  unkeyed: true,
})

export const RegistrationRow = z.object({
  id: z.uuid(),
  receiptNo: z.string(),
  state: RegistrationState,
  name: z.string(),
  creditCode: z.string(),
  creditCodeWarning: z.boolean(),
  role: Role,
  applicantName: z.string(),
  submittedAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
})
export type RegistrationRow = z.infer<typeof RegistrationRow>

export const listRegistrations = operation({
  name: 'registration.list',
  method: 'GET',
  path: '/registrations',
  title: '查看企业注册',
  doc: 'Registrations sent to my unit, those that wait the longest first. `text` is a part of the name or the beginning of the code.',
  input: z.object({
    state: RegistrationState.default('pending'),
    text: z.string().trim().max(60).optional(),
    ...PageQuery,
  }),
  output: page(RegistrationRow),
  refusals: [],
})

/** What the directory says of the same credit code. */
export const Known = z.object({
  enterpriseId: z.uuid(),
  name: z.string(),
  address: z.string(),
  unitName: z.string(),
  /** In the care of the reader's own unit, so that it can be confirmed here. */
  own: z.boolean(),
  /** Who has a role there already: name and role. */
  people: z.array(z.string()),
})

export const Registration = RegistrationRow.extend({
  address: z.string(),
  applicantPost: z.string(),
  /** First three and last four digits. */
  mobile: z.string(),
  reason: z.string().nullable(),
  scans: z.array(
    z.object({ id: z.uuid(), kind: ScanKind, name: z.string(), mediaType: z.string(), size: z.int() }),
  ),
  known: Known.nullable(),
  /** Name of another unit that has an enterprise of this code. */
  elsewhere: z.string().nullable(),
  /** Other registrations of the same code that wait here. */
  others: z.array(z.object({ id: z.uuid(), receiptNo: z.string(), applicantName: z.string() })),
  enterpriseId: z.uuid().nullable(),
})
export type Registration = z.infer<typeof Registration>

const ofRegistration = z.object({ registrationId: z.uuid() })

export const readRegistration = operation({
  name: 'registration.read',
  method: 'GET',
  path: '/registrations/:registrationId',
  title: '查看一件企业注册',
  doc: 'A registration beside what the directory says of the same credit code.',
  input: ofRegistration,
  output: Registration,
  refusals: [],
})

export const revealApplicant = operation({
  name: 'registration.reveal',
  method: 'POST',
  path: '/registrations/:registrationId/reveal',
  title: '显示申请人手机号码',
  doc: 'The number in full, to call the applicant; recorded with its purpose.',
  input: ofRegistration.extend({ purpose: textSchema({ max: 100 }) }),
  output: z.object({ mobile: z.string() }),
  refusals: [],
  labels: { purpose: '查看用途' },
  unkeyed: true,
})

export const readRegistrationScan = operation({
  name: 'registration.scan',
  method: 'GET',
  path: '/registrations/:registrationId/scans/:scanId',
  title: '查看注册的扫描件',
  doc: 'The bytes of a scan.',
  input: ofRegistration.extend({ scanId: z.uuid() }),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: ['application/pdf', 'image/jpeg', 'image/png'] },
})

export const acceptRegistration = operation({
  name: 'registration.accept',
  method: 'POST',
  path: '/registrations/:registrationId/accept',
  title: '确认企业注册',
  doc: 'Confirms that the applicant acts for the enterprise: it is added to the directory where it is new, and an invitation is made, for the officer to hand over and for the applicant to fetch by receipt.',
  input: ofRegistration.extend({
    /** Seen those that look alike. */
    despiteSimilar: z.boolean().default(false),
    codeReason: textSchema({ max: 200, min: 0 }).default('').describe('校验码对不上而照样确认的理由'),
  }),
  output: z.object({
    enterpriseId: z.uuid(),
    added: z.boolean(),
    token: z.string(),
    expiresAt: z.iso.datetime(),
  }),
  refusals: [wrongState, codeTaken, similarThere],
  labels,
  unkeyed: true,
})

export const refuseRegistration = operation({
  name: 'registration.refuse',
  method: 'POST',
  path: '/registrations/:registrationId/refuse',
  title: '不予确认企业注册',
  doc: 'Closes a registration with a reason that the applicant reads.',
  input: ofRegistration.extend({ reason: textSchema({ max: 300 }) }),
  output: z.object({ refused: z.literal(true) }),
  refusals: [wrongState],
  labels,
})
