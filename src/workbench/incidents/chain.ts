import { z } from 'zod'
import { CivilDate, WrittenDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { causeFactors, incidentStages } from './ledgers.ts'

/** Hidden danger 隐患 or accident 事故. */
export const IncidentKind = z.enum(['hidden-danger', 'accident'])
/** 一般, 较大, 重大: judged by the enterprise itself. */
export const IncidentGrade = z.enum(['general', 'larger', 'major'])
const keys = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]
export const IncidentStage = z.enum(keys(incidentStages))
export const CauseFactor = z.enum(keys(causeFactors))
export const IncidentVerb = z.enum([
  'correct',
  'handle',
  'investigate',
  'assign',
  'add-action',
  'verify',
  'close',
  'dismiss',
  'reopen',
  'tell-bureau',
  'add-loss',
])
export type IncidentVerb = z.infer<typeof IncidentVerb>

/** Who wrote a part, and when. */
const written = { byName: z.string(), at: z.iso.datetime() }
/** What people write at length. */
export const long = textSchema({ max: 2000, lines: 'many' })
const short = textSchema({ max: 200, min: 0 })

/** 处置: what was done at once, to contain it. */
export const handlingWords = { text: long, on: WrittenDate.describe('处置日期') }
export const Handling = z.object({ text: z.string(), on: CivilDate, ...written })

/** 调查: the chain of 5 Why, and the fishbone as causes under 人机料法环测. */
const Cause = z.object({
  factor: CauseFactor,
  text: textSchema({ max: 200 }),
  main: z.boolean().describe('主要原因'),
})
export const investigationWords = {
  whys: z
    .array(textSchema({ max: 300 }))
    .max(7, '最多 7 层。请合并。')
    .describe('从现象起，每一层回答“为什么”'),
  causes: z.array(Cause).max(40, '最多 40 条。请合并。'),
  rootCause: textSchema({ max: 500, lines: 'many' }),
  factor: CauseFactor.describe('根本原因归入哪一类，统计用'),
  investigators: short,
  on: WrittenDate.describe('调查完成日期'),
}
export const Investigation = z.object({ ...investigationWords, on: CivilDate, ...written })

/** 四不放过: each point is answered in words. */
const point = textSchema({ max: 500, min: 0, lines: 'many' })
export const FourPoints = z.object({ cause: point, treatment: point, measures: point, education: point })
export const responsibilityWords = {
  departmentId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  finding: long.describe('责任认定'),
  treatment: textSchema({ max: 1000, min: 0, lines: 'many' }).describe('处理情况'),
  fourPoints: FourPoints,
}
export const Responsibility = z.object({
  ...responsibilityWords,
  departmentName: z.string().nullable(),
  personName: z.string().nullable(),
  ...written,
})

/** 验证: effectiveness, stated by somebody who neither was responsible nor carried out an action. */
export const verificationWords = { effective: z.boolean(), statement: long, on: WrittenDate }
export const Verification = z.object({
  ...verificationWords,
  on: CivilDate,
  ...written,
  /** The actions as they were then: `id:version`. */
  seen: z.array(z.string()),
})
export const Ending = z.object({ as: z.enum(['closed', 'dismissed']), note: z.string(), ...written })

/** What was told to the bureau, or why it was not; the delay counts from when it was first known. */
export const BureauReport = z.object({
  id: z.uuid(),
  outcome: z.enum(['reported', 'not-required']),
  told: z.string().describe('向谁报告；不需要报告时为依据'),
  way: z.string(),
  note: z.string(),
  at: z.iso.datetime(),
  delayHours: z.int(),
  byName: z.string(),
})
export const Loss = z.object({
  id: z.uuid(),
  account: z.string(),
  month: z.string(),
  amountFen: z.int(),
  what: z.string(),
  byName: z.string(),
})
/** What is missing before it can be closed. */
export const OpenPoint = z.object({ code: z.string(), text: z.string() })

/** One hidden danger or accident with its whole course; what lists show is in the ledger's record. */
export const Incident = z.object({
  enterpriseId: z.uuid(),
  id: z.uuid(),
  version: z.int(),
  number: z.string(),
  title: z.string(),
  kind: IncidentKind,
  grade: IncidentGrade,
  stage: IncidentStage,
  firstKnownAt: z.iso.datetime(),
  reportedAt: z.iso.datetime(),
  reportedByName: z.string(),
  source: z.object({ kind: z.string(), number: z.string(), path: z.string() }).nullable(),
  handling: Handling.nullable(),
  investigation: Investigation.nullable(),
  responsibility: Responsibility.nullable(),
  verification: Verification.nullable(),
  ending: Ending.nullable(),
})
export type Incident = z.infer<typeof Incident>

/** What a page needs beside the incident: `may` is what the asker may do now. */
export const IncidentCourse = Incident.extend({
  openPoints: z.array(OpenPoint),
  bureauReports: z.array(BureauReport),
  losses: z.array(Loss),
  may: z.array(IncidentVerb),
  /** Why the asker may not verify; null when he may. */
  notIndependent: z.string().nullable(),
})
export type IncidentCourse = z.infer<typeof IncidentCourse>

/** Names of the fields, as people know them. */
export const incidentLabels = {
  kind: '种类',
  grade: '等级',
  what: '发生了什么',
  title: '标题',
  place: '地点',
  firstKnownAt: '首次知道的时间',
  department: '发生部门',
  product: '产品',
  supplier: '供应商',
  customer: '顾客',
  batch: '批次',
  equipment: '设备',
  risk: '对应风险',
  vetoNumber: '一票否决编号',
  text: '处置情况',
  on: '日期',
  whys: '5 个为什么',
  causes: '原因',
  rootCause: '根本原因',
  factor: '原因归类',
  investigators: '调查人',
  departmentId: '责任部门',
  personId: '责任人',
  finding: '责任认定',
  treatment: '处理情况',
  fourPoints: '四不放过',
  effective: '是否有效',
  statement: '验证说明',
  reason: '理由',
  note: '说明',
  outcome: '是否报告',
  told: '向谁报告或依据',
  way: '方式',
  at: '报告时间',
  account: '科目',
  month: '月份',
  amountFen: '金额',
} as const
