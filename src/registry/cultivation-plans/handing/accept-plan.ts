import { handle } from '#platform/perform.ts'
import { mayDecidePlan } from '../policy.ts'
import { loadPlan } from '../present.ts'
import { acceptPlan } from './contract.ts'
import { acceptOne } from './decide.ts'

export const acceptPlanHandler = handle(acceptPlan, {
  subject: loadPlan,
  policy: mayDecidePlan,
  audit: (_input, { unitId, plan }) => ({
    chain: { unitId },
    action: 'cultivation-plan.accepted',
    subject: { type: 'cultivation-plan', id: plan.id },
    details: { year: plan.year, no: plan.no, digest: plan.digest },
  }),
  run: async (ctx, of) => ({ version: await acceptOne(ctx, of) }),
})
