import { notFound } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { verifyCoverage } from '../contract.ts'
import { mayReadStandings } from '../policy.ts'
import { compareUnit, findUnitsBelow } from '../verify-store.ts'

export const verifyCoverageHandler = handle(verifyCoverage, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReadStandings,
  async run({ tx }, { unitId, on, cursor }) {
    const units = await findUnitsBelow(tx, unitId)
    const at = cursor === undefined ? 0 : units.findIndex(({ id }) => id === cursor)
    const unit = units[at]
    if (!unit) throw notFound()
    return { unit, ...(await compareUnit(tx, unit.id, on)), next: units[at + 1]?.id ?? null }
  },
})
