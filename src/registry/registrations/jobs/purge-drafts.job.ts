import { inTransaction } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { purgeDrafts } from '../store.ts'

const asker = { kind: 'system', role: 'system', for: { platform: true } } as const
/** How long a draft that is not handed in is kept, in milliseconds, and how many go at once. */
const DRAFT_MS = 2 * 86_400_000
const BITE = 1_000

/** Forgets registrations that nobody handed in; the sweep of files then takes their scans. */
export const purgeDraftsJob: Job = {
  name: 'purge-registration-drafts',
  cron: '25 3 * * *',
  async run({ pool, now }) {
    const before = new Date(now().getTime() - DRAFT_MS)
    for (;;) {
      if ((await inTransaction(pool, asker, (tx) => purgeDrafts(tx, before, BITE))) < BITE) return
    }
  },
}
