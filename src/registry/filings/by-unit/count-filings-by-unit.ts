import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { mayOverseeUnit } from '../policy.ts'
import { countFilingsByUnit } from './contract.ts'
import { findUnitCounts, getShownUnit } from './store.ts'

export const countFilingsByUnitHandler = handle(countFilingsByUnit, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayOverseeUnit,
  async run({ tx, now }, input) {
    const [unit, rows] = await Promise.all([
      getShownUnit(tx, input.unitId),
      findUnitCounts(tx, input, civilDateOf(now)),
    ])
    return { asOf: now.toISOString(), unit, rows }
  },
})
