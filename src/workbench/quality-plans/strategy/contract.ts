import { z } from 'zod'
import { Bytes, operation, refusal, staleVersion, wrongState } from '#platform/operation.ts'
import { CivilDate, WrittenDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'

/** Another edition is being prepared. */
export const beingPrepared = refusal({
  code: 'strategy-being-prepared',
  status: 409,
  title: '已有一版质量战略在拟定或待批准',
})

const long = textSchema({ max: 3000, min: 0, lines: 'many' })
const points = z.array(textSchema({ max: 300 })).max(30)

/** What a goal is about: the strategy takes in 质量品牌 (6.4), 质量文化 (7.4 g) and 社会责任 (7.5 a). */
export const GoalField = z.enum(['quality', 'brand', 'culture', 'responsibility'])

export const StrategyContent = z.object({
  basis: long.describe('与企业战略规划的关系（7.1.1 a）'),
  analysis: z.object({
    internal: long,
    external: long,
    strengths: points,
    weaknesses: points,
    opportunities: points,
    threats: points,
    studies: long.describe('质量文化、管理体系、控制方法、质量成本研究的结论（7.1.1 a）'),
  }),
  goals: z
    .array(
      z.object({
        field: GoalField,
        text: textSchema({ max: 300 }),
        target: textSchema({ max: 200, min: 0 }).describe('用什么衡量、达到多少'),
        by: WrittenDate.nullable(),
      }),
    )
    .max(50),
  measures: z
    .array(
      z.object({
        text: textSchema({ max: 500 }),
        who: textSchema({ max: 100, min: 0 }),
        by: WrittenDate.nullable(),
      }),
    )
    .max(50),
})
export type StrategyContent = z.infer<typeof StrategyContent>

/** What the review of an annual plan proposed; each is taken up or not, with a word why not (7.1.2 c). */
export const Proposal = z.object({
  text: z.string(),
  planId: z.uuid(),
  planNumber: z.string(),
  answer: z.enum(['open', 'taken', 'declined']),
  note: z.string(),
})
export type Proposal = z.infer<typeof Proposal>

export const StrategyHead = z.object({
  enterpriseId: z.uuid(),
  id: z.uuid(),
  version: z.int(),
  number: z.string().describe('ZL-年-序号'),
  edition: z.int(),
  status: z.enum(['draft', 'submitted', 'in-force', 'superseded']),
  title: z.string(),
  periodFrom: CivilDate.nullable(),
  periodTo: CivilDate.nullable(),
  submittedByName: z.string().nullable(),
  submittedAt: z.iso.datetime().nullable(),
  approvedByName: z.string().nullable(),
  approvedOn: CivilDate.nullable(),
})

export const Strategy = StrategyHead.extend({
  content: StrategyContent,
  proposals: z.array(Proposal),
  events: z.array(z.object({ kind: z.string(), at: z.iso.datetime(), byName: z.string(), note: z.string() })),
  /** What the asker may do with it now. */
  may: z.array(z.enum(['change', 'submit', 'approve', 'return'])),
})
export type Strategy = z.infer<typeof Strategy>

const ofEnterprise = { enterpriseId: z.uuid() }
const ofStrategy = { ...ofEnterprise, strategyId: z.uuid() }
const path = '/enterprises/:enterpriseId/quality-strategies'
const one = `${path}/:strategyId` as const
const reason = textSchema({ max: 500, lines: 'many' })

export const listStrategies = operation({
  name: 'quality-strategy.list',
  method: 'GET',
  path,
  title: '查看质量战略各版',
  doc: 'Editions of the quality strategy, the newest first (DB1302/T 589—2024 7.1.1). One is in force.',
  input: z.object(ofEnterprise),
  output: z.object({ rows: z.array(StrategyHead) }),
  refusals: [],
})

export const readStrategy = operation({
  name: 'quality-strategy.read',
  method: 'GET',
  path: one,
  title: '查看质量战略',
  doc: 'One edition with analysis, goals, measures, proposals of annual reviews and what was done with it.',
  input: z.object(ofStrategy),
  output: Strategy,
  refusals: [],
})

export const draftStrategy = operation({
  name: 'quality-strategy.draft',
  method: 'POST',
  path,
  title: '拟定质量战略',
  doc: 'Begins the next edition as a copy of the one in force, or an empty one. Only one is prepared at a time.',
  input: z.object(ofEnterprise),
  output: Strategy,
  refusals: [beingPrepared],
})

export const changeStrategy = operation({
  name: 'quality-strategy.change',
  method: 'PUT',
  path: one,
  title: '修改质量战略草稿',
  doc: 'Writes a draft: title, period, content, and what becomes of each proposal (`answers` in their order).',
  input: z.object({
    ...ofStrategy,
    version: z.int(),
    title: textSchema({ max: 60 }),
    periodFrom: WrittenDate.nullable(),
    periodTo: WrittenDate.nullable(),
    content: StrategyContent,
    answers: z
      .array(z.object({ answer: Proposal.shape.answer, note: textSchema({ max: 300, min: 0 }) }))
      .max(200),
  }),
  output: Strategy,
  refusals: [staleVersion, wrongState],
  labels: {
    title: '名称',
    periodFrom: '起始日期',
    periodTo: '终止日期',
    text: '内容',
    target: '指标与目标值',
    by: '期限',
    who: '责任部门或人员',
  },
})

export const submitStrategy = operation({
  name: 'quality-strategy.submit',
  method: 'POST',
  path: `${one}/submission`,
  title: '提请批准质量战略',
  doc: 'The chief quality officer asks the principal to approve a draft that is whole: period, analysis, a goal, a measure, every proposal answered.',
  input: z.object({ ...ofStrategy, version: z.int() }),
  output: Strategy,
  refusals: [staleVersion, wrongState],
})

export const approveStrategy = operation({
  name: 'quality-strategy.approve',
  method: 'POST',
  path: `${one}/approval`,
  title: '批准质量战略',
  doc: 'The principal puts the edition into force from today; the one before it is superseded.',
  input: z.object({ ...ofStrategy, version: z.int() }),
  output: Strategy,
  refusals: [staleVersion, wrongState],
})

export const returnStrategy = operation({
  name: 'quality-strategy.return',
  method: 'POST',
  path: `${one}/return`,
  title: '退回质量战略',
  doc: 'The principal gives the edition back with the reason.',
  input: z.object({ ...ofStrategy, version: z.int(), reason }),
  output: Strategy,
  refusals: [staleVersion, wrongState],
  labels: { reason: '退回原因' },
})

export const printStrategy = operation({
  name: 'quality-strategy.print',
  method: 'GET',
  path: `${one}/document`,
  title: '打印质量战略',
  doc: 'The edition as PDF on A4; what is not in force says so on every page.',
  input: z.object(ofStrategy),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: ['application/pdf'] },
})
