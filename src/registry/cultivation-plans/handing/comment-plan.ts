import { postNotice } from '#foundation/notices/index.ts'
import { unitNameOf } from '#foundation/org-units/index.ts'
import { handle } from '#platform/perform.ts'
import { mayReadPlan } from '../policy.ts'
import { doer, loadPlan } from '../present.ts'
import { appendEvent, unitsThatRemarked } from '../store.ts'
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
    const isOwn = who.byUnitId === plan.unit_id
    const [name, readers] = await Promise.all([
      unitNameOf(ctx.tx, who.byUnitId),
      isOwn ? unitsThatRemarked(ctx.tx, plan) : [plan.unit_id],
    ])
    for (const unitId of readers) {
      await postNotice(ctx.tx, {
        unitId,
        kind: 'cultivation-plan-commented',
        title: `${name}${isOwn ? '回复了对' : '对'} ${plan.year} 年培育计划${isOwn ? '的意见' : '提了意见'}`,
        body: text,
        link: planLink(plan),
      })
    }
    return { id }
  },
})
