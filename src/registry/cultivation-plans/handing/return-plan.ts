import { handle } from '#platform/perform.ts'
import { mayDecidePlan } from '../policy.ts'
import { loadPlan } from '../present.ts'
import { returnPlan } from './contract.ts'
import { returnOne } from './decide.ts'

export const returnPlanHandler = handle(returnPlan, {
  subject: loadPlan,
  policy: mayDecidePlan,
  audit: ({ defects }, { unitId, plan }) => ({
    chain: { unitId },
    action: 'cultivation-plan.returned',
    subject: { type: 'cultivation-plan', id: plan.id },
    details: { year: plan.year, no: plan.no, defects: defects.length },
  }),
  run: async (ctx, { defects, ...of }) => ({ version: await returnOne(ctx, of, defects) }),
})
