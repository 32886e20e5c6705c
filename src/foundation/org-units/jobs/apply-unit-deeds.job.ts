import { inTransaction } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { lockUnits, project } from '../deed-store.ts'
import { handOver } from '../hand-over.ts'
import { findDue } from '../hand-over-store.ts'

const asker = { kind: 'system', role: 'system', for: { platform: true } } as const

/** Brings into force what was recorded for today: a minute after midnight, and again every hour should that have been missed. */
export const applyUnitDeedsJob: Job = {
  name: 'apply-unit-deeds',
  cron: '1 * * * *',
  async run(installation) {
    const today = civilDateOf(installation.now())
    await inTransaction(installation.pool, asker, async (tx) => {
      await lockUnits(tx)
      const { due, ended } = await findDue(tx, today)
      if (due.length > 0) await project(tx, due, today)
      for (const unitId of ended) await handOver(tx, unitId, today)
    })
  },
}
