import { appendAudit } from '#platform/audit/append.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { applyRows, getImport, takeBack, updateImport } from '../import-store.ts'
import type { ImportJobData } from './check-import.job.ts'
import { failImport } from './fail-import.ts'

const BATCH = 1000

/** Writes the rows found good, batch by batch; started again it goes on where it stopped. One audit entry for all. */
export const applyImportJob: Job<ImportJobData> = {
  name: 'apply-import',
  async run(installation, { unitId, importId }) {
    const actor = { kind: 'system', role: 'system', for: { unitId } } as const
    const run = { unit_id: unitId, id: importId }
    for (;;) {
      const ended = await inTransaction(installation.pool, actor, async (tx, client) => {
        const found = await getImport(tx, unitId, importId)
        if (found.status !== 'applying') return true
        const at = installation.now()
        const end = async (status: 'applied' | 'cancelled') => {
          await updateImport(tx, run, { status, finished_at: at })
          await appendAudit(client, actor, {
            chain: { unitId },
            action: `import.${status}`,
            subject: { type: 'import', id: importId },
            by: { accountId: found.started_by, role: 'system' },
            details: {
              sha256: found.sha256.toString('hex'),
              added: found.added,
              changed: found.changed,
              rejected: found.rejected,
            },
          })
          return true
        }
        if (found.cancel_wanted) {
          await takeBack(tx, run)
          return end('cancelled')
        }
        const written = await applyRows(tx, run, BATCH, civilDateOf(at))
        return written === 0 ? end('applied') : false
      })
      if (ended) return
    }
  },
  giveUp: failImport,
}
