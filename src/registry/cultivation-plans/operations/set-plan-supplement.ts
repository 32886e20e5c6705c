import { handle } from '#platform/perform.ts'
import { reasonNeeded, setPlanSupplement } from '../contract.ts'
import { mayPreparePlan } from '../policy.ts'
import { loadPlan } from '../present.ts'
import { changePlan, putSupplement } from '../store.ts'
import { lockDraft, refuseOtherYears } from './change-plan-members.ts'

export const setPlanSupplementHandler = handle(setPlanSupplement, {
  subject: loadPlan,
  policy: mayPreparePlan,
  audit: ({ year, count }, { unitId, plan }) => ({
    chain: { unitId },
    action: 'cultivation-plan.supplement-set',
    subject: { type: 'cultivation-plan', id: plan.id },
    details: { year, count },
  }),
  async run(ctx, { year, count, reason, ...of }) {
    const plan = await lockDraft(ctx.tx, of)
    refuseOtherYears(plan, year)
    if (count > 0 && reason === '') {
      const message = '不能具名的原因：没有填写。未具名的计划数要写明原因。'
      throw reasonNeeded({ detail: message, errors: [{ path: 'reason', message }] })
    }
    await putSupplement(ctx.tx, plan, { year, count, reason })
    return { version: await changePlan(ctx.tx, plan) }
  },
})
