import { handle } from '#platform/perform.ts'
import { readPlan } from '../contract.ts'
import { mayReadPlan } from '../policy.ts'
import { loadPlan, presentPlan } from '../present.ts'

export const readPlanHandler = handle(readPlan, {
  subject: loadPlan,
  policy: mayReadPlan,
  run: (ctx, _input, { plan }) => presentPlan(ctx, plan),
})
