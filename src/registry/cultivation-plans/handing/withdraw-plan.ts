import { postNotice } from '#foundation/notices/index.ts'
import { handle } from '#platform/perform.ts'
import { mayPreparePlan } from '../policy.ts'
import { doer, loadPlan } from '../present.ts'
import { appendEvent, changePlan } from '../store.ts'
import { withdrawPlan } from './contract.ts'
import { lockFor, planLink } from './decide.ts'

export const withdrawPlanHandler = handle(withdrawPlan, {
  subject: loadPlan,
  policy: mayPreparePlan,
  audit: (_input, { unitId, plan }) => ({
    chain: { unitId },
    action: 'cultivation-plan.withdrawn',
    subject: { type: 'cultivation-plan', id: plan.id },
    details: { year: plan.year, no: plan.no },
  }),
  async run(ctx, { reason, ...of }) {
    const plan = await lockFor(ctx, of, 'withdraw')
    const version = await changePlan(ctx.tx, plan, { status: 'withdrawn' })
    await appendEvent(ctx.tx, plan, { kind: 'withdrawn', note: reason, ...doer(ctx) })
    if (plan.parent_id) {
      await postNotice(ctx.tx, {
        unitId: plan.parent_id,
        kind: 'cultivation-plan-withdrawn',
        title: `${plan.unit_name}撤回了 ${plan.year} 年培育计划`,
        body: `第 ${plan.no} 版。原因：${reason}`,
        link: planLink(plan),
      })
    }
    return { version }
  },
})
