import { z } from 'zod'
import {
  Bytes,
  exportOf,
  operation,
  PageQuery,
  page,
  refusal,
  staleVersion,
  wrongState,
} from '#platform/operation.ts'
import { WrittenDate } from '#platform/values/civil-date.ts'
import { unprintable } from '#registry/appointments/contract.ts'
import { noPackInForce } from '#registry/rules/contract.ts'
import { fieldLabels } from './field-labels.ts'
import { Defect, Filing, FilingKind, FilingRow, FilingStatus } from './filing.ts'
import { FilingForm } from './form.ts'

export * from './filing.ts'
export { FilingForm } from './form.ts'

/** So many days before a term ends, its end is shown as coming (our choice; no document says when to remind). */
export const TERM_NOTICE_DAYS = 60

export const incompleteFiling = refusal({
  code: 'incomplete-filing',
  status: 422,
  title: '备案表还有未填或有误的地方',
})
export const notConfirmed = refusal({ code: 'not-confirmed', status: 409, title: '企业负责人尚未确认' })
export const reasonRequired = refusal({ code: 'reason-required', status: 422, title: '需要写明理由' })
export const noticeNotOver = refusal({ code: 'notice-not-over', status: 409, title: '公示期未满' })
export const noDesk = refusal({ code: 'no-desk', status: 409, title: '没有办理这一环节的单位' })
export const fourEyes = refusal({ code: 'four-eyes', status: 409, title: '代办的备案须由另一位经办人登记' })
export const openFilingExists = refusal({
  code: 'open-filing-exists',
  status: 409,
  title: '这次聘任已经有一份备案',
})

const ofEnterprise = { enterpriseId: z.uuid() }
const ofFiling = { ...ofEnterprise, filingId: z.uuid() }
const versioned = { ...ofFiling, version: z.int() }

export const startFiling = operation({
  name: 'filing.start',
  method: 'POST',
  path: '/enterprises/:enterpriseId/filings',
  title: '开始填报备案',
  doc: 'Starts a draft from an issued appointment, filled with what is known (宜市市监联发〔2024〕9号 三（二）).',
  input: z.object({ ...ofEnterprise, appointmentId: z.uuid() }),
  output: Filing,
  refusals: [openFilingExists, wrongState],
})

export const saveFiling = operation({
  name: 'filing.save',
  method: 'PUT',
  path: '/enterprises/:enterpriseId/filings/:filingId',
  title: '保存备案草稿',
  doc: 'Saves what has been filled in so far, complete or not; a private field that is left out keeps its value, null clears it. Confirmation lapses when the content changes.',
  input: z.object({
    ...versioned,
    form: FilingForm,
    photoId: z.uuid().nullable(),
    scanIds: z.array(z.uuid()).max(20),
    consent: z.boolean().describe('已阅读个人信息处理告知并单独同意（个人信息保护法 第29条）'),
    answers: z
      .array(z.object({ seq: z.int(), answer: z.string().trim().max(300) }))
      .max(100)
      .default([]),
  }),
  output: Filing,
  refusals: [staleVersion, wrongState],
  labels: fieldLabels,
})

export const confirmFiling = operation({
  name: 'filing.confirm',
  method: 'POST',
  path: '/enterprises/:enterpriseId/filings/:filingId/confirmation',
  title: '确认备案内容',
  doc: 'The principal declares 以上备案信息属实，同意申报 in the app; or the filer adds the stamped scan (`scanId`), where the pack allows it.',
  input: z.object({ ...versioned, scanId: z.uuid().nullable().default(null) }),
  output: Filing,
  refusals: [staleVersion, wrongState, incompleteFiling],
})

export const submitFiling = operation({
  name: 'filing.submit',
  method: 'POST',
  path: '/enterprises/:enterpriseId/filings/:filingId/submission',
  title: '提交备案',
  doc: 'Sends the confirmed filing to the responsible unit. Qualification is judged by the pack in force on the appointment date, procedure by the one in force today; both are kept.',
  input: z.object(versioned),
  output: Filing,
  refusals: [staleVersion, wrongState, incompleteFiling, notConfirmed, noPackInForce, noDesk],
})

export const withdrawFiling = operation({
  name: 'filing.withdraw',
  method: 'POST',
  path: '/enterprises/:enterpriseId/filings/:filingId/withdrawal',
  title: '撤回备案',
  doc: 'Takes back a filing that is not registered yet.',
  input: z.object({ ...versioned, reason: z.string().trim().max(300).default('') }),
  output: Filing,
  refusals: [staleVersion, wrongState],
})

export const acceptFiling = operation({
  name: 'filing.accept',
  method: 'POST',
  path: '/enterprises/:enterpriseId/filings/:filingId/acceptance',
  title: '受理备案',
  doc: 'The responsible unit takes the filing up.',
  input: z.object(versioned),
  output: Filing,
  refusals: [staleVersion, wrongState],
})

export const returnFiling = operation({
  name: 'filing.return',
  method: 'POST',
  path: '/enterprises/:enterpriseId/filings/:filingId/return',
  title: '退回补正',
  doc: 'Returns the filing with all its defects at once.',
  input: z.object({ ...versioned, defects: z.array(Defect).min(1).max(50) }),
  output: Filing,
  refusals: [staleVersion, wrongState],
})

export const publicizeFiling = operation({
  name: 'filing.publicize',
  method: 'POST',
  path: '/enterprises/:enterpriseId/filings/:filingId/public-notice',
  title: '开始公示',
  doc: 'Begins the public notice (公示) that the pack has as a step: from a day on, for the time that the pack gives or, where it gives none, until `to`.',
  input: z.object({
    ...versioned,
    from: WrittenDate,
    to: WrittenDate.nullable().default(null).describe('规则没有写公示多久时必填'),
    place: z.string().trim().min(2).max(300).describe('在哪里公示：网址或地点'),
  }),
  output: Filing,
  refusals: [staleVersion, wrongState],
  labels: { from: '公示开始', to: '公示结束', place: '公示位置' },
})

export const passFilingStep = operation({
  name: 'filing.pass-step',
  method: 'POST',
  path: '/enterprises/:enterpriseId/filings/:filingId/step',
  title: '办结环节',
  doc: 'Ends the step at hand of the review chain (审核、现场核查、公示期满 …) with an opinion; the next step comes to its unit. A 公示 cannot end before its last day is over.',
  input: z.object({ ...versioned, opinion: z.string().trim().min(2).max(500) }),
  output: Filing,
  refusals: [staleVersion, wrongState, noticeNotOver],
  labels: { opinion: '办理意见' },
})

export const registerFiling = operation({
  name: 'filing.register',
  method: 'POST',
  path: '/enterprises/:enterpriseId/filings/:filingId/registration',
  title: '登记备案',
  doc: "Registers an accepted filing and gives it the next 备案编号 of the unit and year, without gaps. A relaxation (学历、职称 of 中小微) needs the reviewer's reason; against a `fail` or `cannot-tell` a recorded reason is needed.",
  input: z.object({
    ...versioned,
    relaxationReason: z.string().trim().min(4).max(500).nullable().default(null),
    registerReason: z.string().trim().min(4).max(500).nullable().default(null),
    fourEyesReason: z
      .string()
      .trim()
      .min(4)
      .max(500)
      .nullable()
      .default(null)
      .describe('本人代办又由本人登记的理由，本单位只有一位经办人时必填'),
    exclusionsReview: z
      .enum(['none-found', 'found'])
      .nullable()
      .default(null)
      .describe('禁任情形的审查结果；null 表示没有记录'),
  }),
  output: Filing,
  refusals: [staleVersion, wrongState, reasonRequired, fourEyes],
})

export const readFiling = operation({
  name: 'filing.read',
  method: 'GET',
  path: '/enterprises/:enterpriseId/filings/:filingId',
  title: '查看备案',
  doc: 'One filing, personal data masked.',
  input: z.object(ofFiling),
  output: Filing,
  refusals: [],
})

export const listFilings = operation({
  name: 'filing.list',
  method: 'GET',
  path: '/filings',
  title: '查看备案登记簿',
  doc: 'Filings that I may see: of my enterprise, or submitted to my unit or one below. Oldest waiting first; registered ones newest first.',
  input: z.object({
    status: FilingStatus.optional(),
    unitId: z.uuid().optional(),
    desk: z.enum(['mine']).optional().describe('mine：只列轮到本单位办理的'),
    outcome: z.enum(['pass', 'relaxed', 'relaxable', 'fail', 'cannot-tell']).optional(),
    onBehalf: z.enum(['mine']).optional().describe('mine：只列由本单位代办的'),
    kind: z
      .enum([...FilingKind.options, 'following'])
      .optional()
      .describe('following：变更、更换、注销'),
    term: z
      .enum(['ending', 'over', 'left'])
      .optional()
      .describe('有效的备案中：ending 任期在 60 天内届满；over 任期已届满；left 首席质量官已离任'),
    text: z.string().trim().max(60).optional(),
    ...PageQuery,
  }),
  output: page(FilingRow),
  refusals: [],
})

export const exportFilings = exportOf(listFilings, { name: 'filing.export', title: '导出备案登记簿' })
const countsByStatus = Object.fromEntries(FilingStatus.options.map((status) => [status, z.int()])) as Record<
  FilingStatus,
  z.ZodInt
>

export const countFilings = operation({
  name: 'filing.count',
  method: 'GET',
  path: '/filings/counts',
  title: '备案件数',
  doc: 'Number of filings that I may see, by status; `desk`: those that lie at my own unit now.',
  input: z.object({}),
  output: z.object({ ...countsByStatus, desk: z.int() }),
  refusals: [],
})

/** Fields that are shown masked and can be revealed one by one. */
export const PrivateField = z.union([
  z.enum(['idNumber', 'mobile', 'address', 'email', 'principalContact']),
  z.string().regex(/^extensions\..{1,160}$/),
])

export const revealFiling = operation({
  name: 'filing.reveal',
  method: 'POST',
  path: '/enterprises/:enterpriseId/filings/:filingId/reveal',
  title: '显示完整个人信息',
  doc: 'One private field in full, or one personal 扩展项 (`extensions.` and its key), for a stated purpose. Logged, and the enterprise can see it.',
  input: z.object({ ...ofFiling, field: PrivateField, purpose: z.string().trim().min(2).max(100) }),
  output: z.object({ value: z.string() }),
  refusals: [],
})

export const printFilingForm = operation({
  name: 'filing.form',
  method: 'GET',
  path: '/enterprises/:enterpriseId/filings/:filingId/form.pdf',
  title: '打印备案表',
  doc: "附件1 as PDF, one A4 page in the original layout, personal data masked; of a 注销 its own page. A character that no embedded font has is printed as 〓 and told of in the filing's `warnings`; a field that is too long is refused by name.",
  input: z.object(ofFiling),
  output: Bytes,
  refusals: [unprintable],
  givesBytes: { mediaTypes: ['application/pdf'] },
})

export const printFilingFormInFull = operation({
  name: 'filing.form-in-full',
  method: 'POST',
  path: '/enterprises/:enterpriseId/filings/:filingId/full-form.pdf',
  title: '打印完整备案表',
  doc: '附件1 as PDF with personal data in full, for a stated purpose; base64. Logged, and the enterprise can see it.',
  input: z.object({ ...ofFiling, purpose: z.string().trim().min(2).max(100) }),
  output: z.object({ pdf: z.base64(), fileName: z.string() }),
  refusals: [unprintable],
})
