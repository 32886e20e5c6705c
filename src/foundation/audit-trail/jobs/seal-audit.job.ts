import { inTransaction } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { sealRoot } from '../merkle.ts'
import { keepSeal, lastSeal, unsealedHeads } from '../seal-store.ts'

const asker = { kind: 'system', role: 'system', for: { platform: true } } as const

/** Heads under one seal; a busier hour makes several. */
const LEAVES = 10_000
/** Seals of one run; what is left is sealed an hour later. */
const SEALS = 100

/** Seals the heads of all chains that have grown. Where nothing has, no seal is made. */
export const sealAuditJob: Job = {
  name: 'seal-audit',
  cron: '5 * * * *',
  async run(installation) {
    for (let made = 0; made < SEALS; made += 1) {
      const sealed = await inTransaction(installation.pool, asker, async (tx) => {
        const leaves = await unsealedHeads(tx, LEAVES)
        if (leaves.length === 0) return 0
        const former = await lastSeal(tx)
        const root = sealRoot(former?.root ?? new Uint8Array(), leaves)
        await keepSeal(tx, { no: (former?.no ?? 0) + 1, root }, leaves, installation.now())
        return leaves.length
      })
      if (sealed < LEAVES) return
    }
  },
}
