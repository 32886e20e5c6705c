import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { listDuties } from '../contract.ts'
import { dutyStates } from '../duty-states.ts'
import { meets, owedFirst } from '../find-duty.ts'
import { loadOfUnit } from '../of-unit.ts'
import { mayRuleDuty, maySeeDuties } from '../policy.ts'

export const listDutiesHandler = handle(listDuties, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: maySeeDuties,
  async run({ tx, now, actor }, { unitId, year, ...filter }, unit) {
    const today = civilDateOf(now)
    const rows = owedFirst(await dutyStates(tx, [unitId], year, { on: today }))
    const mayRule = mayRuleDuty(actor, unit) === true
    return { year, today, mayMark: true, mayRule, rows: rows.filter((row) => meets(row, filter)) }
  },
})
