import { handle } from '#platform/perform.ts'
import { offsetOf } from '../cursor.ts'
import { findPending } from '../pending-store.ts'
import { mayReadRosters } from '../policy.ts'
import { listPending } from '../versions/contract.ts'

export const listPendingHandler = handle(listPending, {
  policy: mayReadRosters,
  async run({ tx, actor }, { rosterId, text, cursor, limit }) {
    const offset = offsetOf(cursor)
    const unitId = actor.kind === 'unit' ? actor.unitId : ''
    const { rows, total } = await findPending(tx, { rosterId, text, unitId }, { offset, limit: limit + 1 })
    return { rows: rows.slice(0, limit), total, next: rows.length > limit ? String(offset + limit) : null }
  },
})
