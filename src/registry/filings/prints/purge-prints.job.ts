import { inTransaction } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { purgePrints } from './store.ts'

const asker = { kind: 'system', role: 'system', for: { platform: true } } as const
const KEPT_MS = 24 * 3_600_000

/** Takes away prints that are a day old, with their files: they may hold personal data in full. */
export const purgePrintsJob: Job = {
  name: 'purge-filing-prints',
  cron: '20 * * * *',
  async run({ pool, vault, now }) {
    const before = new Date(now().getTime() - KEPT_MS)
    const files = await inTransaction(pool, asker, (tx) => purgePrints(tx, before))
    for (const file of files) await vault.remove(file)
  },
}
