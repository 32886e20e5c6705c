import { z } from 'zod'
import { ledgerContract } from '#platform/ledger/contract-of.ts'
import { Bytes, operation, refusal, staleVersion, wrongState } from '#platform/operation.ts'
import { CivilDate, WrittenDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { planItems, plans } from '../ledgers.ts'
import { StrategyHead } from '../strategy/contract.ts'

export const planContract = ledgerContract(plans)
export const itemContract = ledgerContract(planItems)

export const planExists = refusal({ code: 'plan-exists', status: 409, title: '这一年的计划已经有了' })

/** 质量工作 (7.1.2), 质量文化 (7.4 g), 社会责任 (7.5). */
export const PlanKind = z.enum(['quality', 'culture', 'responsibility'])
export type PlanKind = z.infer<typeof PlanKind>

const long = textSchema({ max: 3000, min: 0, lines: 'many' })

/** 总结评估 of a year (7.1.2 c): what became of the items, and what the strategy should learn from it. */
export const Review = z.object({
  verdicts: z
    .array(
      z.object({
        itemId: z.uuid(),
        note: textSchema({ max: 500, min: 0, lines: 'many' }),
        carryTo: WrittenDate.nullable().describe('结转到下一年度后的完成期限；null 为不结转'),
      }),
    )
    .max(500),
  surroundings: long.describe('内外部环境变化'),
  evaluation: long.describe('总体评价'),
  proposals: z
    .array(textSchema({ max: 500 }))
    .max(30)
    .describe('对质量战略的修订建议'),
})
export type Review = z.infer<typeof Review>

const ofEnterprise = { enterpriseId: z.uuid() }
const ofPlan = { ...ofEnterprise, planId: z.uuid() }
const versioned = { ...ofPlan, version: z.int() }
const path = '/enterprises/:enterpriseId/quality-plans'
const one = `${path}/:planId` as const
const basis = textSchema({ max: 1000, min: 0, lines: 'many' })
const advancing = [staleVersion, wrongState]

/** How many items a plan has, and how they stand. */
export const PlanCounts = z.object({ items: z.int(), done: z.int(), overdue: z.int() })

export const readPlanOverview = operation({
  name: 'quality-plan.overview',
  method: 'GET',
  path: '/enterprises/:enterpriseId/quality-plan-overview',
  title: '查看质量战略与年度计划',
  doc: 'The strategy in force, the edition being prepared, and the plans of one year (this year unless told) with their counts.',
  input: z.object({ ...ofEnterprise, year: z.coerce.number().int().min(2000).max(2100).optional() }),
  output: z.object({
    year: z.int(),
    years: z.array(z.int()).describe('years that have plans, and this year and the next'),
    today: CivilDate,
    inForce: StrategyHead.nullable(),
    prepared: StrategyHead.nullable(),
    plans: z.array(
      z.object({
        kind: PlanKind,
        id: z.uuid().nullable(),
        number: z.string().nullable(),
        title: z.string(),
        status: z.string().nullable(),
        counts: PlanCounts,
      }),
    ),
  }),
  refusals: [],
})

/** An item in its plan, with where it went at the year's end. */
const PlannedItem = z.intersection(
  itemContract.Kept,
  z.object({
    overdue: z.boolean(),
    missing: z.array(z.string()).describe('attributes of 7.1.2 b that are not filled in'),
    carriedTo: z.uuid().nullable().describe('the item of the next year that it was carried into'),
  }),
)
export type PlannedItem = z.infer<typeof PlannedItem>

export const PlanWithItems = z.object({
  plan: planContract.Kept,
  items: z.array(PlannedItem).describe('in the order of their numbers; cancelled ones too'),
  counts: PlanCounts,
  review: Review.nullable(),
  today: CivilDate,
  /** What the asker may do with it now. */
  may: z.array(z.enum(['change', 'submit', 'approve', 'return', 'amend', 'review', 'conclude'])),
})
export type PlanWithItems = z.infer<typeof PlanWithItems>

export const readPlanWithItems = operation({
  name: 'quality-plan.with-items',
  method: 'GET',
  path: `${one}/items`,
  title: '查看年度计划及其项目',
  doc: 'One plan with all its items, at most 500, its review, and what the asker may do now.',
  input: z.object(ofPlan),
  output: PlanWithItems,
  refusals: [],
})

export const startPlan = operation({
  name: 'quality-plan.start',
  method: 'POST',
  path,
  title: '编制年度计划',
  doc: 'Begins the plan of one year and kind; there is one of each (DB1302/T 589—2024 7.1.2 a, 7.4 g, 7.5).',
  input: z.object({
    ...ofEnterprise,
    year: z.int('不是年份。请填写四位年份。').min(2000, '太早。请核对年份。').max(2099, '太晚。请核对年份。'),
    kind: PlanKind,
  }),
  output: planContract.Kept,
  refusals: [planExists],
  labels: { year: '年度', kind: '种类' },
})

export const changePlan = operation({
  name: 'quality-plan.change',
  method: 'PUT',
  path: one,
  title: '修改编制依据',
  doc: 'What a draft rests on: strategy, results, last year’s plan (7.1.2 a).',
  input: z.object({ ...versioned, basis }),
  output: planContract.Kept,
  refusals: advancing,
  labels: { basis: '编制依据' },
})

export const submitPlan = operation({
  name: 'quality-plan.submit',
  method: 'POST',
  path: `${one}/submission`,
  title: '提请批准年度计划',
  doc: 'The chief quality officer asks the principal to approve a draft whose items all have the seven attributes of 7.1.2 b.',
  input: z.object(versioned),
  output: planContract.Kept,
  refusals: advancing,
})

export const approvePlan = operation({
  name: 'quality-plan.approve',
  method: 'POST',
  path: `${one}/approval`,
  title: '批准年度计划',
  doc: 'The principal puts the plan and its items into force; from now on they change only with a reason.',
  input: z.object(versioned),
  output: planContract.Kept,
  refusals: advancing,
})

export const returnPlan = operation({
  name: 'quality-plan.return',
  method: 'POST',
  path: `${one}/return`,
  title: '退回年度计划',
  doc: 'The principal gives the plan back with the reason.',
  input: z.object({ ...versioned, reason: textSchema({ max: 500, lines: 'many' }) }),
  output: planContract.Kept,
  refusals: advancing,
  labels: { reason: '退回原因' },
})

export const savePlanReview = operation({
  name: 'quality-plan.save-review',
  method: 'PUT',
  path: `${one}/review`,
  title: '保存年度总结评估',
  doc: 'Keeps a review that is not finished yet (7.1.2 c).',
  input: z.object({ ...versioned, review: Review }),
  output: PlanWithItems,
  refusals: advancing,
  labels: {
    surroundings: '内外部环境变化',
    evaluation: '总体评价',
    note: '评价',
    carryTo: '结转后的期限',
    proposals: '修订建议',
  },
})

export const concludePlan = operation({
  name: 'quality-plan.conclude',
  method: 'POST',
  path: `${one}/conclusion`,
  title: '完成年度总结评估',
  doc: 'Ends the year: open items are carried once into the next year’s plan (begun where there is none) or stay undone, and proposals go into a draft of the strategy (7.1.2 c). From November of the year on.',
  input: z.object(versioned),
  output: PlanWithItems,
  refusals: advancing,
})

export const printPlan = operation({
  name: 'quality-plan.print',
  method: 'GET',
  path: `${one}/document`,
  title: '打印年度计划',
  doc: 'The plan with its items as PDF, A4 landscape; after the review with its results and evaluation.',
  input: z.object(ofPlan),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: ['application/pdf'] },
})
