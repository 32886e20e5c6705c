import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { listDuties } from '../contract.ts'
import { dutyStates } from '../duty-states.ts'
import { loadOfUnit } from '../of-unit.ts'
import { maySeeDuties } from '../policy.ts'

export const listDutiesHandler = handle(listDuties, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: maySeeDuties,
  async run({ tx, now }, { unitId, year }) {
    const today = civilDateOf(now)
    return { year, today, rows: await dutyStates(tx, [unitId], year, { on: today }) }
  },
})
