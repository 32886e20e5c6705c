import { inTransaction } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { purgeMessages } from '../outbox-store.ts'

const asker = { kind: 'system', role: 'system', for: { platform: true } } as const
/** Half a year: long enough to answer “was I told?” (网络安全法 第21条: logs six months). */
const KEPT_MS = 183 * 86_400_000
const BITE = 1000

/** Forgets messages that are at their end; those that were given up stay until somebody sends them anew. */
export const purgeMessagesJob: Job = {
  name: 'purge-messages',
  cron: '35 3 * * *',
  async run({ pool, now }) {
    const before = new Date(now().getTime() - KEPT_MS)
    for (;;) {
      if ((await inTransaction(pool, asker, (tx) => purgeMessages(tx, before, BITE))) < BITE) return
    }
  },
}
