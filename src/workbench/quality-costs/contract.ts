import { z } from 'zod'
import { ledgerContract } from '#platform/ledger/contract-of.ts'
import { Bytes, operation, refusal, staleVersion, wrongState } from '#platform/operation.ts'
import { Fen } from '#platform/values/money.ts'
import { textSchema } from '#platform/values/text.ts'
import { YearMonth } from '#platform/values/year-month.ts'
import {
  type CostClass,
  type CostIndicator,
  costAccounts,
  costBases,
  costClasses,
  costIndicators,
  costLines,
  costPlans,
  costProposals,
  costTargets,
} from './ledgers.ts'

export type { CostClass, CostIndicator } from './ledgers.ts'

export const costAccountContract = ledgerContract(costAccounts)
export const costLineContract = ledgerContract(costLines)
export const costProposalContract = ledgerContract(costProposals)
export const costBaseContract = ledgerContract(costBases)
export const costPlanContract = ledgerContract(costPlans)
export const costTargetContract = ledgerContract(costTargets)

export const monthLocked = refusal({ code: 'month-locked', status: 409, title: '这个月已锁定' })
export const notTheNextMonth = refusal({
  code: 'not-the-next-month',
  status: 409,
  title: '更正记入其后第一个未锁定的月份',
})
export const monthNotOver = refusal({ code: 'month-not-over', status: 409, title: '这个月还没有结束' })

const base = '/enterprises/:enterpriseId/quality-costs' as const
const ofEnterprise = { enterpriseId: z.uuid() }
const ofMonth = { ...ofEnterprise, month: YearMonth }
const ofRecord = { ...ofEnterprise, recordId: z.uuid() }

const classKeys = Object.keys(costClasses) as [CostClass, ...CostClass[]]
const indicatorKeys = Object.keys(costIndicators) as [CostIndicator, ...CostIndicator[]]

/** 分 by class. */
export const ClassSums = z.object({
  prevention: Fen,
  appraisal: Fen,
  internal: Fen,
  external: Fen,
  assurance: Fen,
})
export type ClassSums = z.infer<typeof ClassSums>

/** 分; null where it was not told. */
export const CostBase = z.object({
  revenue: Fen.nullable(),
  totalCost: Fen.nullable(),
  outputValue: Fen.nullable(),
})
export type CostBase = z.infer<typeof CostBase>

/** One month: of a locked one the figures are those that were locked. */
export const CostMonth = z.object({
  month: YearMonth,
  sums: ClassSums,
  total: Fen,
  lines: z.int(),
  base: CostBase,
  locked: z
    .object({ at: z.iso.datetime(), byName: z.string(), digest: z.string().describe('SHA-256, hex') })
    .nullable(),
})
export type CostMonth = z.infer<typeof CostMonth>

/** A sum beside its plan and the same months a year before; null where there was no plan, or nothing a year before. */
const Compared = { amount: Fen, plan: Fen.nullable(), lastYear: Fen.nullable() }

export const CostIndicatorValue = z.object({
  indicator: z.enum([...indicatorKeys, 'cost-rate-of-cost']),
  numerator: Fen,
  /** Null while a month of the period lacks its base figure. */
  denominator: Fen.nullable(),
  /** Per cent; of 百元产值质量成本 元. */
  value: z.number().nullable(),
  target: z.number().nullable(),
  /** Whether it keeps to its target. */
  kept: z.boolean().nullable(),
  lastYear: z.number().nullable(),
  /** Months that have costs and lack the base figure. */
  missing: z.array(YearMonth),
})
export type CostIndicatorValue = z.infer<typeof CostIndicatorValue>

const Share = z.object({ id: z.uuid().nullable(), name: z.string().nullable(), amount: Fen })

export const CostAnalysis = z.object({
  from: YearMonth,
  to: YearMonth,
  total: z.object(Compared),
  classes: z.array(z.object({ class: z.enum(classKeys), ...Compared })),
  accounts: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      class: z.enum(classKeys),
      lines: z.int(),
      ...Compared,
    }),
  ),
  indicators: z.array(CostIndicatorValue),
  departments: z.array(Share),
  products: z.array(Share),
  months: z.array(CostMonth),
  /** Sum and number of the correction lines in it. */
  corrections: z.object({ lines: z.int(), amount: Fen }),
  pendingProposals: z.int(),
  /** False: there is no chart of accounts yet. */
  hasChart: z.boolean(),
})
export type CostAnalysis = z.infer<typeof CostAnalysis>

const period = {
  ...ofEnterprise,
  from: YearMonth.optional().describe('首月；不填为今年 1 月'),
  to: YearMonth.optional().describe('末月；不填为上个月，与首月相距不超过 24 个月'),
}

export const readCostAnalysis = operation({
  name: 'quality-cost.read',
  method: 'GET',
  path: base,
  title: '质量成本分析',
  doc: 'Sums of a period by class, account, department and product beside plan and last year, and the ratios with numerator and denominator (GB/T 13339—1991, withdrawn, 参照). 分. A ratio is null while a month that has costs lacks its base figure.',
  input: z.object(period),
  output: CostAnalysis,
  refusals: [],
  labels: { from: '首月', to: '末月' },
})

export const CostTrend = z.object({
  months: z.array(
    z.object({ month: YearMonth, sums: ClassSums, total: Fen, revenue: Fen.nullable(), locked: z.boolean() }),
  ),
  /** 质量成本率 not above, per cent, of the year of the last month. */
  target: z.number().nullable(),
})
export type CostTrend = z.infer<typeof CostTrend>

export const readCostTrend = operation({
  name: 'quality-cost.trend',
  method: 'GET',
  path: `${base}/trend`,
  title: '质量成本趋势',
  doc: 'Twelve months by class (分) with revenue. Locked months are read from their lock, so that only the open ones are summed up.',
  input: z.object({ ...ofEnterprise, until: YearMonth.optional().describe('末月；不填为上个月') }),
  output: CostTrend,
  refusals: [],
})

export const printCostReport = operation({
  name: 'quality-cost.report',
  method: 'GET',
  path: `${base}/report`,
  title: '打印质量成本分析报告',
  doc: 'The analysis of a month, quarter or year as a PDF for signature (DB1302/T 589—2024 7.3 g).',
  input: z.object(period),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: ['application/pdf'] },
})

export const exportCostAnalysis = operation({
  name: 'quality-cost.export',
  method: 'POST',
  path: `${base}/export`,
  title: '导出质量成本分析',
  doc: 'The analysis as a workbook: ratios, classes and accounts, months, departments and products. Amounts in 元.',
  input: z.object(period),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
  unkeyed: true,
})

/** Shown on every page of a line or a proposal: where it comes from, and whether its month is closed. */
export const readCostStanding = operation({
  name: 'quality-cost.standing',
  method: 'GET',
  path: `${base}/standing/:recordId`,
  title: '查看费用的来源和锁定',
  doc: 'Of a line or a proposal: the record that it comes from, the lock of its month, and the month in which a correction would stand.',
  input: z.object(ofRecord),
  output: z.object({
    source: z.object({ number: z.string(), path: z.string() }).nullable(),
    month: YearMonth,
    locked: z.object({ at: z.iso.datetime(), byName: z.string() }).nullable(),
    /** The first month after it that is open; the month itself while that is open. */
    landsIn: YearMonth,
  }),
  refusals: [],
})

export const startCostChart = operation({
  name: 'quality-cost.start-chart',
  method: 'POST',
  path: `${base}/chart`,
  title: '采用参考科目表',
  doc: 'Gives an enterprise without accounts the usual ones (示例, after GB/T 13339—1991, withdrawn, 参照); one that has accounts keeps them.',
  input: z.object(ofEnterprise),
  output: z.object({ started: z.boolean() }),
  refusals: [],
})

export const listCostMonths = operation({
  name: 'quality-cost.months',
  method: 'GET',
  path: `${base}/months`,
  title: '查看月度锁定',
  doc: 'The months of a year: figures, base figures, lock, what is still proposed for them, and by when they are to be locked.',
  input: z.object({ ...ofEnterprise, year: z.coerce.number().int().min(2000).max(2199).optional() }),
  output: z.object({
    year: z.int(),
    months: z.array(CostMonth.extend({ pendingProposals: z.int(), dueOn: z.iso.date(), over: z.boolean() })),
    lockDay: z.int().describe('次月几日前锁定'),
    version: z.int().describe('of the setting'),
  }),
  refusals: [],
})

export const lockCostMonth = operation({
  name: 'quality-cost.lock-month',
  method: 'POST',
  path: `${base}/months/:month/lock`,
  title: '锁定月份',
  doc: 'Closes a month that is over, for ever: totals and digest are kept, the database refuses every change. `seen` is what was on the screen: other figures meanwhile are a 409. There is no unlocking; errors are corrected in the next open month.',
  input: z.object({ ...ofMonth, seen: z.object({ lines: z.int(), total: Fen }) }),
  output: CostMonth,
  refusals: [monthLocked, monthNotOver, staleVersion],
})

export const checkCostMonth = operation({
  name: 'quality-cost.check-month',
  method: 'GET',
  path: `${base}/months/:month/check`,
  title: '重算核对',
  doc: 'Computes a locked month again from its lines and compares it with what was kept at the locking.',
  input: z.object(ofMonth),
  output: z.object({
    month: YearMonth,
    same: z.boolean(),
    kept: z.object({ lines: z.int(), sums: ClassSums, digest: z.string() }),
    now: z.object({ lines: z.int(), sums: ClassSums, digest: z.string() }),
  }),
  refusals: [],
})

export const setCostLockDay = operation({
  name: 'quality-cost.set-lock-day',
  method: 'PUT',
  path: `${base}/lock-day`,
  title: '设定锁定期限',
  doc: 'By which day of the next month a month is to be locked; 25 (示例) unless told. `version` 0 before it is first set.',
  input: z.object({
    ...ofEnterprise,
    version: z.int(),
    lockDay: z.int().min(1, '小于 1。请填写 1 至 28。').max(28, '大于 28。请填写 1 至 28。'),
  }),
  output: z.object({ lockDay: z.int(), version: z.int() }),
  refusals: [staleVersion],
  labels: { lockDay: '锁定期限' },
})

export const correctCostLine = operation({
  name: 'cost-line.correct',
  method: 'POST',
  path: '/enterprises/:enterpriseId/cost-lines/:recordId/correction',
  title: '更正费用',
  doc: 'A line of a locked month is corrected by a line of the difference (分, below zero where it was too much) in the next open month, which names the locked one.',
  input: z.object({
    ...ofRecord,
    difference: Fen.refine((fen) => fen !== 0, '是零，没有什么要更正。请填写差额。'),
    why: textSchema({ max: 120 }),
  }),
  output: z.object({ id: z.uuid(), month: YearMonth }),
  refusals: [wrongState],
  labels: { difference: '差额', why: '更正原因' },
})

export const takeCostProposal = operation({
  name: 'cost-proposal.take',
  method: 'POST',
  path: '/enterprises/:enterpriseId/cost-proposals/:recordId/taking',
  title: '采纳入账',
  doc: 'Makes the proposed line, once. Where its month is locked meanwhile it goes into the next open one, as a correction that names it.',
  input: z.object({
    ...ofRecord,
    version: z.int(),
    account: z.uuid('没有选择。请从列表中选择。'),
    department: z.uuid().nullable(),
    product: z.uuid().nullable(),
  }),
  output: z.object({ id: z.uuid(), lineId: z.uuid(), month: YearMonth }),
  refusals: [wrongState, staleVersion],
  labels: { account: '科目', department: '部门', product: '产品' },
})

export const refuseCostProposal = operation({
  name: 'cost-proposal.refuse',
  method: 'POST',
  path: '/enterprises/:enterpriseId/cost-proposals/:recordId/refusal',
  title: '不采纳',
  doc: 'Keeps out what another record proposed, with a reason. It comes back only when the source asks with another amount.',
  input: z.object({ ...ofRecord, version: z.int(), reason: textSchema({ max: 300 }) }),
  output: z.object({ id: z.uuid() }),
  refusals: [wrongState, staleVersion],
  labels: { reason: '不采纳的原因' },
})

export const spreadCostPlan = operation({
  name: 'cost-plan.spread',
  method: 'POST',
  path: '/enterprises/:enterpriseId/cost-plans/spreading',
  title: '按年编制计划',
  doc: 'Divides the amount of a year (分) evenly over its twelve months, the rest in December, for one account or one class. What was planned for it before is replaced.',
  input: z.object({
    ...ofEnterprise,
    year: z.int().min(2000, '小于 2000。请核对。').max(2199, '大于 2199。请核对。'),
    account: z.uuid().nullable(),
    class: z.enum(classKeys).nullable(),
    amount: Fen.min(0, '是负数。请核对金额。'),
  }),
  output: z.object({ months: z.int() }),
  refusals: [],
  labels: { year: '年度', account: '科目', class: '类别', amount: '全年金额' },
})
