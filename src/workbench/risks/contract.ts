import { z } from 'zod'
import { ledgerContract } from '#platform/ledger/contract-of.ts'
import { operation, staleVersion } from '#platform/operation.ts'
import { CivilDate, WrittenDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { ActionWords, actionLabels } from '#workbench/actions/contract.ts'
import { MOST_STEPS, riskLevels, risks } from './ledgers.ts'

export const riskContract = ledgerContract(risks)

export const RiskLevel = z.enum(Object.keys(riskLevels) as [RiskLevelCode, ...RiskLevelCode[]])
type RiskLevelCode = keyof typeof riskLevels
export type RiskLevel = z.infer<typeof RiskLevel>

const steps = z
  .array(textSchema({ max: 60 }))
  .min(2, '至少 2 级。请补充。')
  .max(MOST_STEPS, `最多 ${MOST_STEPS} 级。请合并。`)
const schemeWords = {
  name: textSchema({ max: 60 }),
  /** What each step means, from the lowest; severity 1 is the first. */
  severities: steps,
  likelihoods: steps,
  /** Level of every pair: `cells[severity - 1][likelihood - 1]`. */
  cells: z.array(z.array(RiskLevel)),
}

/** A version of the enterprise's way to rate risks; version 0 is the example before anything was rated. */
export const RiskScheme = z.object({
  version: z.int(),
  ...schemeWords,
  reason: z.string(),
  madeAt: z.iso.datetime().nullable(),
  byName: z.string(),
})
export type RiskScheme = z.infer<typeof RiskScheme>

/** A review with the rating that was found, as the scheme of that day rated it. */
export const RiskReview = z.object({
  id: z.uuid(),
  on: CivilDate,
  schemeVersion: z.int(),
  severity: z.int(),
  likelihood: z.int(),
  level: RiskLevel.nullable(),
  residualSeverity: z.int().nullable(),
  residualLikelihood: z.int().nullable(),
  residualLevel: RiskLevel.nullable(),
  conclusion: z.string(),
  at: z.iso.datetime(),
  byName: z.string(),
})
export type RiskReview = z.infer<typeof RiskReview>

const ofEnterprise = { enterpriseId: z.uuid() }
const ofRisk = { ...ofEnterprise, riskId: z.uuid() }
const path = '/enterprises/:enterpriseId/risks/:riskId' as const
const rating = z.int('没有选择。请从列表中选择。').min(1).max(MOST_STEPS)

export const riskLabels = {
  name: '名称',
  severities: '严重性的等级',
  likelihoods: '可能性的等级',
  cells: '矩阵',
  reason: '改动的理由',
  severity: '严重性',
  likelihood: '可能性',
  residualSeverity: '剩余严重性',
  residualLikelihood: '剩余可能性',
  conclusion: '复评结论',
  reviewMonths: '复评周期',
  on: '复评日期',
} as const
const labels = { ...actionLabels, ...riskLabels }

export const readRiskCourse = operation({
  name: 'risk.course',
  method: 'GET',
  path: `${path}/course`,
  title: '查看风险的评价和复评',
  doc: 'The scheme by which it is rated, whether that is still in force, its reviews (newest first), and incidents that name it.',
  input: z.object(ofRisk),
  output: z.object({
    scheme: RiskScheme,
    inForce: RiskScheme,
    reviews: z.array(RiskReview),
    incidents: z.array(z.object({ id: z.uuid(), number: z.string(), title: z.string(), stage: z.string() })),
    mayWrite: z.boolean(),
  }),
  refusals: [],
})

export const reviewRisk = operation({
  name: 'risk.review',
  method: 'POST',
  path: `${path}/reviews`,
  title: '复评风险',
  doc: 'Rates a risk anew by the scheme in force; the review is kept, the next one is due after `reviewMonths`.',
  input: z.object({
    ...ofRisk,
    version: z.int(),
    on: WrittenDate,
    severity: rating,
    likelihood: rating,
    residualSeverity: rating.nullable(),
    residualLikelihood: rating.nullable(),
    reviewMonths: z.int().min(1, '小于 1。请核对。').max(120, '大于 120。请核对。').nullable(),
    conclusion: textSchema({ max: 1000, lines: 'many' }),
  }),
  output: RiskReview,
  refusals: [staleVersion],
  labels,
})

export const addRiskMeasure = operation({
  name: 'risk.add-measure',
  method: 'POST',
  path: `${path}/measures`,
  title: '增加控制措施',
  doc: 'A measure that is carried out in 措施, with an owner and a day.',
  input: z.object({ ...ofRisk, ...ActionWords.shape }),
  output: z.object({ id: z.uuid() }),
  refusals: [],
  labels,
})

export const readRiskMatrix = operation({
  name: 'risk.matrix',
  method: 'GET',
  path: '/enterprises/:enterpriseId/risk-matrix',
  title: '查看风险矩阵',
  doc: 'How many risks in use lie in each cell of the scheme in force; those rated by an earlier scheme or not at all are counted apart.',
  input: z.object({ ...ofEnterprise, of: z.enum(['inherent', 'residual']).default('inherent') }),
  output: z.object({
    scheme: RiskScheme,
    cells: z.array(z.object({ severity: z.int(), likelihood: z.int(), count: z.int() })),
    levels: z.array(z.object({ level: RiskLevel, count: z.int() })),
    earlierScheme: z.int(),
    unrated: z.int(),
    overdue: z.int(),
    today: CivilDate,
    mayChange: z.boolean(),
  }),
  refusals: [],
})

export const listRiskSchemes = operation({
  name: 'risk.schemes',
  method: 'GET',
  path: '/enterprises/:enterpriseId/risk-schemes',
  title: '查看风险评价方案',
  doc: 'All versions, the newest first.',
  input: z.object(ofEnterprise),
  output: z.object({ rows: z.array(RiskScheme) }),
  refusals: [],
})

export const changeRiskScheme = operation({
  name: 'risk.change-scheme',
  method: 'POST',
  path: '/enterprises/:enterpriseId/risk-schemes',
  title: '修改风险评价方案',
  doc: 'Makes a new version, by the chief quality officer or the principal. A higher severity or likelihood never gives a lower level. Risks keep the version they were rated with, unless `rerate`.',
  input: z.object({
    ...ofEnterprise,
    /** The newest that the asker has seen. */
    version: z.int(),
    ...schemeWords,
    reason: textSchema({ max: 300 }),
    rerate: z.boolean().default(false).describe('同时把在用的风险按新方案重新计算'),
  }),
  output: z.object({ version: z.int(), rerated: z.int() }),
  refusals: [staleVersion],
  labels,
})
