import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { mayReadPlan } from '../policy.ts'
import { loadPlan } from '../present.ts'
import { recomputePlan } from '../verify.ts'
import { verifyPlan } from './contract.ts'

export const verifyPlanHandler = handle(verifyPlan, {
  subject: loadPlan,
  policy: mayReadPlan,
  async run({ tx }, _input, { plan }) {
    if (plan.submitted_at === null) {
      throw wrongState({ detail: '重算核对：草稿还没有冻结的数字。请在报送以后核对。' })
    }
    const { recomputed, differences } = await recomputePlan(tx, plan)
    return {
      same: differences.length === 0,
      differences,
      recomputed: recomputed.map((row) => ({
        ...row,
        planned: [...row.planned],
        unnamed: [...row.unnamed],
      })),
    }
  },
})
