import { postNotice } from '#foundation/notices/index.ts'
import { unitNameOf } from '#foundation/org-units/index.ts'
import { handle } from '#platform/perform.ts'
import { mayReadPlan } from '../policy.ts'
import { doer, loadPlan } from '../present.ts'
import { appendEvent } from '../store.ts'
import { commentPlan } from './contract.ts'
import { planLink } from './decide.ts'

export const commentPlanHandler = handle(commentPlan, {
  subject: loadPlan,
  policy: mayReadPlan,
  audit: (_input, { unitId, plan }, { id }) => ({
    chain: { unitId },
    action: 'cultivation-plan.commented',
    subject: { type: 'cultivation-plan', id: plan.id },
    details: { event: id },
  }),
  async run(ctx, { text }, { plan }) {
    const who = doer(ctx)
    const id = await appendEvent(ctx.tx, plan, { kind: 'commented', note: text, ...who })
    if (who.byUnitId !== plan.unit_id) {
      await postNotice(ctx.tx, {
        unitId: plan.unit_id,
        kind: 'cultivation-plan-commented',
        title: `${await unitNameOf(ctx.tx, who.byUnitId)}对 ${plan.year} 年培育计划提了意见`,
        body: text,
        link: planLink(plan),
      })
    }
    return { id }
  },
})
