import { signedIn } from '#platform/access/policy.ts'
import { handle } from '#platform/perform.ts'
import { listSessions } from '../contract.ts'
import { signedInPerson } from '../person.ts'
import { findSessions } from '../store.ts'

export const listSessionsHandler = handle(listSessions, {
  policy: signedIn,
  async run(ctx) {
    const { accountId, sessionId } = signedInPerson(ctx.actor)
    const rows = await findSessions(ctx.tx, accountId)
    return {
      rows: rows.map((row) => ({
        id: row.id,
        kind: row.kind as 'cookie' | 'token',
        label: row.label,
        createdAt: row.created_at.toISOString(),
        seenAt: row.seen_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
        current: row.id === sessionId,
      })),
    }
  },
})
