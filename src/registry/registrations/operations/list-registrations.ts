import { handle } from '#platform/perform.ts'
import { listRegistrations } from '../contract.ts'
import { mayConfirm } from '../policy.ts'
import { findRegistrations, toRegistrationRow } from '../store.ts'

export const listRegistrationsHandler = handle(listRegistrations, {
  policy: mayConfirm,
  async run({ tx }, query) {
    const { rows, total } = await findRegistrations(tx, query)
    const shown = rows.slice(0, query.limit)
    return {
      rows: shown.map(toRegistrationRow),
      next: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
      total,
    }
  },
})
