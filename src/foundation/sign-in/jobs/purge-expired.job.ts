import { sql } from 'kysely'
import { inTransaction } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'

const asker = { kind: 'system', role: 'system', for: { platform: true } } as const
const DAY_MS = 86_400_000
const BITE = 5_000
/** Bites of one night; what is left waits for the next. */
const BITES = 200

/** How long an Idempotency-Key is remembered, a session after it has expired, and a counted failure, in days. */
export const KEY_DAYS = 7
export const SESSION_DAYS = 30
export const FAILURE_DAYS = 1

type Purge = 'purge_idempotency_keys' | 'purge_sessions' | 'purge_failures'

/** Forgets idempotency keys, expired sessions and counted failures, a bite at a time. */
export const purgeExpiredJob: Job = {
  name: 'purge-expired',
  cron: '10 3 * * *',
  async run(installation) {
    const now = installation.now().getTime()
    const purge = async (what: Purge, days: number) => {
      const before = new Date(now - days * DAY_MS)
      for (let bite = 0; bite < BITES; bite += 1) {
        const gone = await inTransaction(installation.pool, asker, async (tx) => {
          const { rows } = await sql<{ n: number }>`
            select ${sql.ref(what)}(${before}, ${BITE}) as n`.execute(tx)
          return rows[0]?.n ?? 0
        })
        if (gone < BITE) return
      }
    }
    await purge('purge_idempotency_keys', KEY_DAYS)
    await purge('purge_sessions', SESSION_DAYS)
    await purge('purge_failures', FAILURE_DAYS)
  },
}
