import { handle } from '#platform/perform.ts'
import { listInvitations } from '../contract.ts'
import { findInvitations, toInvitationRow } from '../link-store.ts'
import { mayList } from '../policy.ts'

export const listInvitationsHandler = handle(listInvitations, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayList,
  async run({ tx, now }, query) {
    const { rows, total } = await findInvitations(tx, query)
    const shown = rows.slice(0, query.limit)
    return {
      rows: shown.map((row) => toInvitationRow(row, now)),
      next: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
      total,
    }
  },
})
