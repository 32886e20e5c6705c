import { z } from 'zod'
import { Bytes, operation, refusal, staleVersion, wrongState } from '#platform/operation.ts'
import { textSchema } from '#platform/values/text.ts'
import { noSuperior, PlanDefect, PlanSheetRow, planPath, planVersion, reasonNeeded } from '../contract.ts'

export const nothingToPrint = refusal({ code: 'nothing-to-print', status: 422, title: '表中还没有内容' })

const done = z.object({ version: z.int() })

export const submitPlan = operation({
  name: 'cultivation-plan.submit',
  method: 'POST',
  path: '/units/:unitId/cultivation-plans/:planId/submission',
  title: '报送培育计划',
  doc: 'Hands a draft to the unit above: lines, names, lists and rules are frozen as of today. Warnings that need a reason are let through with `explanation`. A city hands in what it accepted of its counties.',
  input: z.object({
    ...planPath,
    version: planVersion,
    explanation: textSchema({ max: 1000, min: 0 }),
    preparedBy: textSchema({ max: 50 }),
    reviewedBy: textSchema({ max: 50 }),
  }),
  output: done,
  refusals: [wrongState, staleVersion, reasonNeeded, noSuperior],
  labels: { explanation: '情况说明', preparedBy: '填报人', reviewedBy: '审核人' },
})

export const withdrawPlan = operation({
  name: 'cultivation-plan.withdraw',
  method: 'POST',
  path: '/units/:unitId/cultivation-plans/:planId/withdrawal',
  title: '撤回培育计划',
  doc: 'Takes back what was handed in and not decided on; a further version goes on from it.',
  input: z.object({ ...planPath, version: planVersion, reason: textSchema({ max: 300 }) }),
  output: done,
  refusals: [wrongState, staleVersion],
  labels: { reason: '撤回原因' },
})

export const discardPlan = operation({
  name: 'cultivation-plan.discard',
  method: 'POST',
  path: '/units/:unitId/cultivation-plans/:planId/discarding',
  title: '作废草稿',
  doc: 'Gives up a draft; an accepted version before it stays in force.',
  input: z.object({ ...planPath, version: planVersion }),
  output: done,
  refusals: [wrongState, staleVersion],
})

export const returnPlan = operation({
  name: 'cultivation-plan.return',
  method: 'POST',
  path: '/units/:unitId/cultivation-plans/:planId/return',
  title: '退回培育计划',
  doc: 'The unit above returns a plan with all that is wrong at once.',
  input: z.object({
    ...planPath,
    version: planVersion,
    defects: z.array(PlanDefect).min(1, '没有写。请至少写一处。').max(50),
  }),
  output: done,
  refusals: [wrongState, staleVersion],
  labels: { defects: '退回意见', place: '哪里', why: '为什么', how: '怎么改' },
})

export const acceptPlan = operation({
  name: 'cultivation-plan.accept',
  method: 'POST',
  path: '/units/:unitId/cultivation-plans/:planId/acceptance',
  title: '接收培育计划',
  doc: 'The unit above accepts a plan; from then on it counts.',
  input: z.object({ ...planPath, version: planVersion }),
  output: done,
  refusals: [wrongState, staleVersion],
})

export const acceptPlans = operation({
  name: 'cultivation-plan.accept-many',
  method: 'POST',
  path: '/cultivation-plans/acceptance',
  title: '批量接收培育计划',
  doc: 'Accepts up to 100 plans, each judged for itself; what cannot be accepted is told with its reason and hinders no other.',
  input: z.object({
    plans: z
      .array(z.object({ ...planPath, version: planVersion }))
      .min(1)
      .max(100),
  }),
  output: z.object({
    accepted: z.int(),
    rows: z.array(
      z.object({
        ...planPath,
        accepted: z.boolean(),
        problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
      }),
    ),
  }),
  refusals: [],
  labels: { plans: '选中的计划' },
})

export const commentPlan = operation({
  name: 'cultivation-plan.comment',
  method: 'POST',
  path: '/units/:unitId/cultivation-plans/:planId/comments',
  title: '对培育计划提意见',
  doc: 'A remark of the industry bureau (培育协同) or of a unit above; the unit is told.',
  input: z.object({ ...planPath, text: textSchema({ max: 500 }) }),
  output: z.object({ id: z.uuid() }),
  refusals: [],
  labels: { text: '意见' },
})

export const exportPlanSheet = operation({
  name: 'cultivation-plan.sheet',
  method: 'POST',
  path: '/units/:unitId/cultivation-plans/:planId/annex3.xlsx',
  title: '导出附件3',
  doc: '附件3 in its exact columns as .xlsx, with the names and what the numbers rest on in further sheets; takes the way back through `cultivation-plan.check-file`. Logged.',
  input: z.object(planPath),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
  unkeyed: true,
})

export const printPlanSheet = operation({
  name: 'cultivation-plan.print',
  method: 'GET',
  path: '/units/:unitId/cultivation-plans/:planId/annex3.pdf',
  title: '打印附件3',
  doc: '附件3 as A4 PDF with unit, date, 填报人 and 审核人; numbers only. A draft says so.',
  input: z.object(planPath),
  output: Bytes,
  refusals: [nothingToPrint],
  givesBytes: { mediaTypes: ['application/pdf'] },
})

export const verifyPlan = operation({
  name: 'cultivation-plan.verify',
  method: 'GET',
  path: '/units/:unitId/cultivation-plans/:planId/verification',
  title: '重算核对',
  doc: 'Computes the lines of a handed-in version again, as of its day and as known at its instant, and compares them with what was frozen, and the digest with the names.',
  input: z.object(planPath),
  output: z.object({
    same: z.boolean(),
    differences: z.array(z.string()),
    recomputed: z.array(PlanSheetRow),
  }),
  refusals: [wrongState],
})

export const verifyPlans = operation({
  name: 'cultivation-plan.verify-all',
  method: 'GET',
  path: '/units/:unitId/cultivation-plan-verification',
  title: '重算各版培育计划',
  doc: 'Recomputes every handed-in version of a unit and those below it, oldest first, and stops at the first that differs.',
  input: z.object({ unitId: z.uuid() }),
  output: z.object({
    ok: z.boolean(),
    rows: z.array(
      z.object({ unitName: z.string(), year: z.int(), no: z.int(), differences: z.array(z.string()) }),
    ),
  }),
  refusals: [],
})
