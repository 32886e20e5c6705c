import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { dutiesBelow } from '../below.ts'
import { listDutiesBelow } from '../contract.ts'
import { meets } from '../find-duty.ts'
import { loadOfUnit } from '../of-unit.ts'
import { mayOversee } from '../policy.ts'

export const listDutiesBelowHandler = handle(listDutiesBelow, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: mayOversee,
  async run({ tx, now }, { unitId, year, cursor, limit, ...filter }) {
    const all = await dutiesBelow(tx, unitId, year, civilDateOf(now))
    const rows = all.filter((row) => meets(row, filter))
    // Computed anew with each page: the cursor is a place in the order.
    const from = Number.parseInt(cursor ?? '0', 10) || 0
    const next = from + limit < rows.length ? String(from + limit) : null
    return { rows: rows.slice(from, from + limit), next, total: rows.length }
  },
})
