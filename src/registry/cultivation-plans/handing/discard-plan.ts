import { handle } from '#platform/perform.ts'
import { mayPreparePlan } from '../policy.ts'
import { doer, loadPlan } from '../present.ts'
import { appendEvent, changePlan } from '../store.ts'
import { discardPlan } from './contract.ts'
import { lockFor } from './decide.ts'

export const discardPlanHandler = handle(discardPlan, {
  subject: loadPlan,
  policy: mayPreparePlan,
  audit: (_input, { unitId, plan }) => ({
    chain: { unitId },
    action: 'cultivation-plan.discarded',
    subject: { type: 'cultivation-plan', id: plan.id },
    details: { year: plan.year, no: plan.no },
  }),
  async run(ctx, of) {
    const plan = await lockFor(ctx, of, 'discard')
    await appendEvent(ctx.tx, plan, { kind: 'discarded', ...doer(ctx) })
    return { version: await changePlan(ctx.tx, plan, { status: 'discarded' }) }
  },
})
