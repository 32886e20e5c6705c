import { z } from 'zod'
import { exportOf, operation } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { PlanDue, PlanHead, PlanYear } from '../contract.ts'

/** Plan, actual and forecast of a civil year (K8 培育计划完成率 = done / planned). Counts are enterprises. */
export const PlanProgress = z.object({
  plans: z.int().describe('其下已接收的计划数；0 时没有计划'),
  planned: z.int(),
  unnamed: z.int(),
  done: z.int(),
  outside: z.int().describe('计划外新备案'),
  forecast: z.int().nullable(),
})
export type PlanProgress = z.infer<typeof PlanProgress>

/**
 * How the plan of one unit stands. `state`: none 未报送, else the status of the latest version that was handed in; the industry
 * line beside the unit is told of drafts too.
 */
export const PlanUnitRow = z.object({
  unitId: z.uuid(),
  name: z.string(),
  level: z.enum(['nation', 'province', 'city', 'county']),
  below: z.int(),
  state: z.enum(['none', 'draft', 'submitted', 'returned', 'accepted', 'withdrawn']),
  plan: PlanHead.nullable(),
  /** The accepted version in force, when a later one is under way. */
  inForceId: z.uuid().nullable(),
  due: PlanDue.nullable(),
  submittedOn: CivilDate.nullable(),
  late: z.boolean(),
  aboveScale: z.int().nullable(),
  filed: z.int().nullable(),
  planned: z.array(z.int()),
  progress: PlanProgress,
  mayDecide: z.boolean(),
})
export type PlanUnitRow = z.infer<typeof PlanUnitRow>

export const listPlanUnits = operation({
  name: 'cultivation-plan.units',
  method: 'GET',
  path: '/units/:unitId/cultivation-plan-units',
  title: '查看各单位培育计划',
  doc: 'The units directly below one (of an industry bureau: those it serves) with their plans of a year: handed in or not, late, numbers, plan, actual and forecast of that year.',
  input: z.object({
    unitId: z.uuid(),
    year: PlanYear.optional(),
    state: z
      .enum(['none', 'late', 'submitted', 'returned', 'accepted'])
      .optional()
      .describe('late：逾期未报送或逾期报送的'),
    text: z.string().trim().max(60).optional(),
  }),
  output: z.object({
    asOf: z.iso.datetime(),
    year: z.int(),
    years: z.int(),
    unit: z.object({ id: z.uuid(), name: z.string(), parentId: z.uuid().nullable() }),
    counts: z.object({
      none: z.int(),
      late: z.int(),
      submitted: z.int(),
      returned: z.int(),
      accepted: z.int(),
    }),
    rows: z.array(PlanUnitRow),
    total: PlanProgress,
    forecastFormula: z.string(),
    completionFormula: z.string(),
  }),
  refusals: [],
  labels: { year: '年度', text: '查找' },
})
export const exportPlanUnits = exportOf(listPlanUnits, {
  name: 'cultivation-plan.export-units',
  title: '导出各单位培育计划',
})

export const readOwnPlans = operation({
  name: 'cultivation-plan.of-unit',
  method: 'GET',
  path: '/units/:unitId/cultivation-plans',
  title: '查看本单位培育计划',
  doc: 'All versions of a unit’s plan of a year, newest first, with the due date of the rule pack and the progress of each year of the form.',
  input: z.object({ unitId: z.uuid(), year: PlanYear.optional() }),
  output: z.object({
    unit: z.object({ id: z.uuid(), name: z.string(), parentId: z.uuid().nullable() }),
    year: z.int(),
    years: z.int(),
    due: PlanDue.nullable(),
    late: z.boolean(),
    versions: z.array(PlanHead),
    current: z.uuid().nullable().describe('草稿或已报送的版本，没有时为最新的版本'),
    inForce: z.uuid().nullable().describe('已接收、现在有效的版本'),
    mayPrepare: z.boolean(),
    progress: z.array(PlanProgress.extend({ year: z.int() })),
    forecastFormula: z.string(),
    completionFormula: z.string(),
  }),
  refusals: [],
  labels: { year: '年度' },
})

export const countWaitingPlans = operation({
  name: 'cultivation-plan.waiting',
  method: 'GET',
  path: '/cultivation-plans/waiting',
  title: '待办的培育计划数',
  doc: 'Plans that were handed to the asker’s unit and wait for its decision, and plans of its own that came back.',
  input: z.object({}),
  output: z.object({ toDecide: z.int(), returned: z.int() }),
  refusals: [],
})
