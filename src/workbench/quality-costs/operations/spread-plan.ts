import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { addRecord, changeRecord, recordOf } from '#platform/ledger/records.ts'
import { handle } from '#platform/perform.ts'
import { spreadCostPlan } from '../contract.ts'
import { spreadOverYear } from '../domain.ts'
import { planParts } from '../ledger-rules.ts'
import { costPlans } from '../ledgers.ts'
import { plansOfYear } from '../line-store.ts'

export const spreadCostPlanHandler = handle(spreadCostPlan, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayWriteOwn,
  audit: ({ enterpriseId, year }) => ({
    chain: { enterpriseId },
    action: 'cost-plan.spread',
    subject: { type: 'enterprise', id: enterpriseId },
    details: { year },
  }),
  async run(ctx, { enterpriseId, year, account, class: of, amount }) {
    planParts.check?.({ account, class: of, amount: Math.ceil(amount / 12) })
    const there = await plansOfYear(ctx.tx, { enterpriseId, year, account, class: of })
    const deed = { kind: 'spread', note: `${year}` }
    for (const [at, part] of spreadOverYear(amount).entries()) {
      const month = `${year}-${String(at + 1).padStart(2, '0')}`
      const id = there.get(month)
      if (id === undefined) {
        await addRecord(
          ctx,
          costPlans,
          enterpriseId,
          { month, account, class: of, amount: part, note: null },
          deed,
        )
      } else {
        const record = await recordOf(ctx.tx, costPlans, enterpriseId, id)
        if (record.amount !== part) await changeRecord(ctx, costPlans, record, { amount: part }, deed)
      }
    }
    return { months: 12 }
  },
})
