import { type AuditEntry, appendAudit } from '#platform/audit/append.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { lockImport, updateImport } from '../import-store.ts'
import { applyRows, countWritten, takeBack } from '../import-write-store.ts'
import type { ImportJobData } from './check-import.job.ts'
import { failImport } from './fail-import.ts'
import { tellUnit } from './tell-unit.ts'

const BATCH = 1000

/** Writes the rows found good, batch by batch; started again it goes on where it stopped. One audit entry for all. */
export const applyImportJob: Job<ImportJobData> = {
  name: 'apply-import',
  async run(installation, { unitId, importId }) {
    const actor = { kind: 'system', role: 'system', for: { unitId } } as const
    const run = { unit_id: unitId, id: importId }
    for (;;) {
      const ended = await inTransaction(installation.pool, actor, async (tx, client) => {
        const found = await lockImport(tx, unitId, importId)
        if (found.status !== 'applying') return true
        const at = installation.now()
        const written = found.cancel_wanted ? 0 : await applyRows(tx, run, BATCH, civilDateOf(at))
        if (written > 0) {
          await updateImport(tx, run, { rows_read: found.rows_read + written })
          return false
        }
        if (found.cancel_wanted) await takeBack(tx, run)
        const status = found.cancel_wanted ? 'cancelled' : 'applied'
        const counts = found.cancel_wanted ? {} : await countWritten(tx, run)
        const rows_read = found.rows_total ?? found.rows_read
        await updateImport(tx, run, { status, finished_at: at, rows_read, ...counts })
        await tellUnit(tx, found, status)
        await appendAudit(client, actor, entryOf(found, status, counts))
        return true
      })
      if (ended) return
    }
  },
  giveUp: failImport,
}

function entryOf(
  run: Awaited<ReturnType<typeof lockImport>>,
  status: 'applied' | 'cancelled',
  counts: Partial<Awaited<ReturnType<typeof countWritten>>>,
): AuditEntry {
  return {
    chain: { unitId: run.unit_id },
    action: `import.${status}`,
    subject: { type: 'import', id: run.id },
    by: { accountId: run.started_by, role: 'system' },
    details: { sha256: run.sha256.toString('hex'), ...counts },
  }
}
