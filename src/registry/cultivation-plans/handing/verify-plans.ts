import { handle } from '#platform/perform.ts'
import { mayOverseePlans } from '../policy.ts'
import { findHandedIn } from '../store.ts'
import { recomputePlan } from '../verify.ts'
import { verifyPlans } from './contract.ts'

export const verifyPlansHandler = handle(verifyPlans, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayOverseePlans,
  async run({ tx }, { unitId }) {
    const rows = []
    for (const plan of await findHandedIn(tx, unitId)) {
      const { differences } = await recomputePlan(tx, plan)
      rows.push({ unitName: plan.unit_name, year: plan.year, no: plan.no, differences })
      if (differences.length > 0) return { ok: false, rows }
    }
    return { ok: true, rows }
  },
})
