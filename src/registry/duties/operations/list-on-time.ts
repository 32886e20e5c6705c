import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { onTimeBelow } from '../below.ts'
import { listOnTime } from '../contract.ts'
import { loadOfUnit } from '../of-unit.ts'
import { mayOversee } from '../policy.ts'

export const listOnTimeHandler = handle(listOnTime, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: mayOversee,
  async run({ tx, now }, { unitId, year }) {
    const today = civilDateOf(now)
    return { year, today, rows: await onTimeBelow(tx, unitId, year, today) }
  },
})
