import { z } from 'zod'
import {
  Bytes,
  exportOf,
  operation,
  PageQuery,
  page,
  refusal,
  tooLarge,
  wrongFileType,
  wrongState,
} from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { DutyState } from '#registry/duties/contract.ts'

export const planStatuses = ['draft', 'submitted', 'returned', 'accepted', 'withdrawn', 'discarded'] as const
export const PLAN_LIMIT = 5000

const PlanYear = z.coerce
  .number('没有填写。请填写年份，如 2026。')
  .int('应为整数。请填写年份，如 2026。')
  .min(2000, '应在 2000 至 2100 之间。请更正。')
  .max(2100, '应在 2000 至 2100 之间。请更正。')
const ofPlan = { unitId: z.uuid(), planId: z.uuid() }
const version = z.int().describe('打开时的版本；名单每改一次加 1')

export const planOpen = refusal({ code: 'plan-open', status: 409, title: '这一年度有还没有办完的计划' })
export const reasonNeeded = refusal({ code: 'reason-needed', status: 422, title: '需要说明原因' })
export const notPlannable = refusal({ code: 'not-plannable', status: 422, title: '有企业不能列入计划' })
export const noSuperior = refusal({ code: 'no-superior', status: 422, title: '没有上级单位' })

/** A line of 附件3. Counts are enterprises. */
export const PlanSheetRow = z.object({
  unitId: z.uuid(),
  place: z.string().describe('县(市、区)'),
  viaUnitId: z.uuid(),
  sourcePlanId: z.uuid().nullable(),
  sourceNo: z.int().nullable(),
  asOfOn: CivilDate.describe('统计日'),
  aboveScale: z.int().nullable().describe('规上企业数，含名单上有、名录里还没有的；没有名单时为 null'),
  filed: z.int().describe('已完成备案数：规上企业中已备案的'),
  planned: z.array(z.int()).describe('各年度培育计划数'),
  unnamed: z.array(z.int()).describe('其中未具名的'),
  remaining: z.int().describe('各年度计划中还没有备案的'),
})
export type PlanSheetRow = z.infer<typeof PlanSheetRow>

export const PlanWarningShape = z.object({
  code: z.enum([
    'short-of-target',
    'no-roster',
    'roster-old',
    'units-missing',
    'nothing-planned',
    'already-filed',
    'left',
  ]),
  text: z.string(),
  needsReason: z.boolean(),
})

/** One defect of a returned plan: 哪里、为什么、怎么改. */
export const PlanDefect = z.object({
  place: textSchema({ max: 100 }),
  why: textSchema({ max: 300 }),
  how: textSchema({ max: 300 }),
})
export type PlanDefect = z.infer<typeof PlanDefect>

export const PlanEvent = z.object({
  id: z.uuid(),
  kind: z.enum(['started', 'submitted', 'withdrawn', 'returned', 'accepted', 'discarded', 'commented']),
  note: z.string(),
  at: z.iso.datetime(),
  unitName: z.string(),
  by: z.string(),
})
export type PlanEvent = z.infer<typeof PlanEvent>

/** The head of a version of a unit's plan. */
export const PlanHead = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  unitName: z.string(),
  version: z.int(),
  year: z.int(),
  years: z.int().describe('表中的年度数'),
  no: z.int().describe('第几版'),
  status: z.enum(planStatuses),
  reason: z.string(),
  submittedAt: z.iso.datetime().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  late: z.boolean(),
})
export type PlanHead = z.infer<typeof PlanHead>

/** A roster that a denominator rests on. */
export const PlanBasis = z.object({
  unitId: z.uuid(),
  rosterId: z.uuid(),
  name: z.string(),
  signedBy: z.string(),
  no: z.int().describe('名单第几版'),
  effectiveOn: CivilDate,
  members: z.int().describe('整份名单的企业数'),
  pending: z.int().describe('另有多少家在名单上、不在名录里'),
  digest: z.string().describe('名单的校验值，SHA-256'),
})
export type PlanBasis = z.infer<typeof PlanBasis>

/** The duty to hand the plan in, as the calendar of duties has it. */
export const PlanDue = z.object({
  on: CivilDate.nullable(),
  inferredFrom: CivilDate.nullable().describe(
    '文件只写了这一天，本年度按同月同日推算；null 表示本年度有规定',
  ),
  extendedFrom: CivilDate.nullable(),
  title: z.string(),
  source: z.string().describe('文号+条款'),
  state: DutyState,
  workdaysLeft: z.int().nullable(),
  lateWorkdays: z.int().nullable(),
  reason: z.string().nullable(),
})
export type PlanDue = z.infer<typeof PlanDue>

export const Plan = PlanHead.extend({
  parent: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  columns: z.array(z.string()).describe('附件3 的列名'),
  rows: z.array(PlanSheetRow),
  total: PlanSheetRow.pick({
    aboveScale: true,
    filed: true,
    planned: true,
    unnamed: true,
    remaining: true,
  }),
  /** Draft: as of now. Handed in: frozen. */
  asOfOn: CivilDate,
  knownAt: z.iso.datetime(),
  pack: z
    .object({ id: z.string(), version: z.int(), hash: z.string(), title: z.string(), docNo: z.string() })
    .nullable(),
  basis: z.array(PlanBasis),
  due: PlanDue.nullable(),
  warnings: z.array(PlanWarningShape),
  explanation: z.string(),
  preparedBy: z.string(),
  reviewedBy: z.string(),
  decidedBy: z.string(),
  digest: z.string().nullable().describe('名单与数字的校验值，SHA-256'),
  defects: z.array(PlanDefect),
  supplements: z.array(z.object({ year: z.int(), count: z.int(), reason: z.string() })),
  events: z.array(PlanEvent),
  versions: z.array(PlanHead),
  abilities: z.object({
    change: z.boolean(),
    submit: z.boolean(),
    withdraw: z.boolean(),
    discard: z.boolean(),
    revise: z.boolean(),
    decide: z.boolean(),
    comment: z.boolean(),
  }),
})
export type Plan = z.infer<typeof Plan>

export const startPlan = operation({
  name: 'cultivation-plan.start',
  method: 'POST',
  path: '/units/:unitId/cultivation-plans',
  title: '编制培育计划',
  doc: 'Begins the plan of a year, or a further version of it with the enterprises of the last one. After an accepted version `reason` says why. The number of years is that of the form in the rule pack, 2 where it says none (宜市市监联发〔2024〕9号 附件3).',
  input: z.object({
    unitId: z.uuid(),
    year: PlanYear,
    reason: textSchema({ max: 300, min: 0 }).default(''),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: [planOpen, reasonNeeded],
  labels: { year: '年度', reason: '变更原因' },
})

export const readPlan = operation({
  name: 'cultivation-plan.read',
  method: 'GET',
  path: '/units/:unitId/cultivation-plans/:planId',
  title: '查看培育计划',
  doc: 'One version: the lines of 附件3, as of when, by which lists and rules, warnings, events and the other versions. A draft is computed now, what was handed in is as it was then.',
  input: z.object(ofPlan),
  output: Plan,
  refusals: [],
})

/** `state`: planned 还没有备案, filed 已备案, off-list 不在规上名单, moved 已移交, ended 已注销等; null: not told to the industry line. */
export const PlanMember = z.object({
  enterpriseId: z.uuid(),
  name: z.string(),
  creditCode: z.string(),
  industryCode: z.string().nullable(),
  size: z.string().nullable(),
  year: z.int(),
  note: z.string(),
  state: z.enum(['planned', 'filed', 'off-list', 'moved', 'ended']).nullable(),
})
export type PlanMember = z.infer<typeof PlanMember>

export const listPlanMembers = operation({
  name: 'cultivation-plan.members',
  method: 'GET',
  path: '/units/:unitId/cultivation-plans/:planId/members',
  title: '查看列入计划的企业',
  doc: 'Enterprises of one version by name, with how they stand today.',
  input: z.object({
    ...ofPlan,
    year: PlanYear.optional(),
    state: z.enum(['planned', 'filed', 'left']).optional(),
    text: textSchema({ max: 60, min: 0 }).optional(),
    ...PageQuery,
  }),
  output: page(PlanMember),
  refusals: [],
  labels: { year: '年度', text: '查找' },
})
export const exportPlanMembers = exportOf(listPlanMembers, {
  name: 'cultivation-plan.export-members',
  title: '导出培育企业名单',
})

/** `officer` appointed: in office without a registered filing; none: nobody in office. */
export const PlanCandidate = z.object({
  enterpriseId: z.uuid(),
  name: z.string(),
  creditCode: z.string(),
  industryCode: z.string().nullable(),
  size: z.string().nullable(),
  officer: z.enum(['appointed', 'none']),
})
export type PlanCandidate = z.infer<typeof PlanCandidate>

const candidateFilter = {
  text: textSchema({ max: 60, min: 0 }).optional(),
  size: z.enum(['大型', '中型', '小型', '微型']).optional(),
  industry: z.string().trim().max(5).optional().describe('GB/T 4754 门类或大类，按代码开头'),
  officer: z.enum(['appointed', 'none']).optional(),
}

export const listPlanCandidates = operation({
  name: 'cultivation-plan.candidates',
  method: 'GET',
  path: '/units/:unitId/cultivation-plans/:planId/candidates',
  title: '查看可列入的企业',
  doc: '规上企业 of the unit by the lists in force today that are not filed and not in the plan yet.',
  input: z.object({ ...ofPlan, ...candidateFilter, ...PageQuery }),
  output: page(PlanCandidate),
  refusals: [],
  labels: { text: '查找' },
})
export const exportPlanCandidates = exportOf(listPlanCandidates, {
  name: 'cultivation-plan.export-candidates',
  title: '导出未备案规上企业',
})

export const changePlanMembers = operation({
  name: 'cultivation-plan.change-members',
  method: 'POST',
  path: '/units/:unitId/cultivation-plans/:planId/members',
  title: '增减列入计划的企业',
  doc: 'Puts enterprises into a year of a draft (again: into another year), takes others out. `addAll` takes every candidate of its filter. All or nothing.',
  input: z.object({
    ...ofPlan,
    add: z
      .array(z.object({ enterpriseId: z.uuid(), year: PlanYear, note: textSchema({ max: 200, min: 0 }) }))
      .max(PLAN_LIMIT),
    remove: z.array(z.uuid()).max(PLAN_LIMIT),
    addAll: z.object({ year: PlanYear, ...candidateFilter }).nullable(),
  }),
  output: z.object({ added: z.int(), changed: z.int(), removed: z.int(), version: z.int() }),
  refusals: [wrongState, notPlannable],
  labels: { add: '列入', remove: '移出', year: '年度', note: '备注' },
})

export const setPlanSupplement = operation({
  name: 'cultivation-plan.set-supplement',
  method: 'PUT',
  path: '/units/:unitId/cultivation-plans/:planId/supplements',
  title: '填写未具名计划数',
  doc: 'A number for a year that cannot be named yet, marked as such, with its reason; 0 takes it away.',
  input: z.object({
    ...ofPlan,
    year: PlanYear,
    count: z.int().min(0).max(100_000),
    reason: textSchema({ max: 300, min: 0 }),
  }),
  output: z.object({ version: z.int() }),
  refusals: [wrongState, reasonNeeded],
  labels: { year: '年度', count: '未具名计划数', reason: '不能具名的原因' },
})

/** A row of an uploaded list or of 附件3; `doubtful`: `candidates` to choose from. */
export const PlanFileRow = z.object({
  line: z.int(),
  outcome: z.enum(['add', 'change', 'same', 'doubtful', 'reject', 'number']),
  name: z.string(),
  creditCode: z.string(),
  year: z.int().nullable(),
  note: z.string(),
  enterpriseId: z.uuid().nullable(),
  message: z.string(),
  candidates: z.array(z.object({ enterpriseId: z.uuid(), name: z.string(), creditCode: z.string() })),
})
export type PlanFileRow = z.infer<typeof PlanFileRow>

const fileInput = z.object({
  ...ofPlan,
  fileName: z.string().trim().min(1).max(200),
  year: PlanYear.optional().describe('名单没有培育年度列时用的年度'),
})

export const checkPlanFile = operation({
  name: 'cultivation-plan.check-file',
  method: 'POST',
  path: '/units/:unitId/cultivation-plans/:planId/file',
  title: '核对培育计划文件',
  doc: 'Dry run of an Excel or CSV list of enterprises (by code or name), or of 附件3 itself; writes nothing. `supplements`: per year the number of 附件3, the names in the plan, and what is left without names.',
  input: fileInput,
  output: z.object({
    kind: z.enum(['names', 'annex3']),
    sha256: z.string(),
    rows: z.array(PlanFileRow),
    supplements: z.array(
      z.object({ year: z.int(), written: z.int(), named: z.int(), count: z.int(), before: z.int() }),
    ),
    mapping: z.record(z.string(), z.string()),
  }),
  refusals: [tooLarge, wrongFileType],
  takesBytes: { limit: 20 * 1024 * 1024 },
  unkeyed: true,
})

export const markPlanFile = operation({
  name: 'cultivation-plan.mark-file',
  method: 'POST',
  path: '/units/:unitId/cultivation-plans/:planId/file/marked',
  title: '下载核对结果',
  doc: 'The same file with what the dry run says of each row in a last column; writes nothing.',
  input: fileInput,
  output: Bytes,
  refusals: [tooLarge, wrongFileType],
  takesBytes: { limit: 20 * 1024 * 1024 },
  givesBytes: {
    mediaTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv'],
  },
  unkeyed: true,
})

export { ofPlan as planPath, PlanYear, version as planVersion }
