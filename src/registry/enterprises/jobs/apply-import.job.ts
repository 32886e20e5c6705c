import type { PoolClient } from 'pg'
import { type AuditEntry, appendAudit } from '#platform/audit/append.ts'
import { inTransaction, type Tx } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import type { Installation } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { tellProgress } from '../import-staging-store.ts'
import { getImport, lockImport, mayWriteAlone, settleSearchIndex, updateImport } from '../import-store.ts'
import { takeBack } from '../import-undo-store.ts'
import {
  countWritten,
  lastLine,
  prepareLargeWrite,
  writeCertain,
  writeDecided,
} from '../import-write-store.ts'
import type { ImportJobData } from './check-import.job.ts'
import { failImport } from './fail-import.ts'
import { tellUnit } from './tell-unit.ts'

/** Lines written by one statement; between two of them the import may be cancelled. */
const AT_ONCE = 10_000

/** Thrown to leave the writing transaction: nothing of it stays. */
class Cancelled extends Error {}

/**
 * Writes the rows found good, all in one transaction: whatever stops it, the directory is as before. How far it has come is
 * told beside it. One audit entry for all.
 */
export const applyImportJob: Job<ImportJobData> = {
  name: 'apply-import',
  async run(installation, { unitId, importId }) {
    const run = { unit_id: unitId, id: importId }
    const asUnit = <T>(work: (tx: Tx, client: PoolClient) => Promise<T>) =>
      inTransaction(installation.pool, actorOf(unitId), work)
    const tell = async (lines: number) => {
      if (await asUnit((tx) => tellProgress(tx, run, lines))) throw new Cancelled()
    }
    try {
      const written = await asUnit((tx, client) => writeAll(installation, tx, client, run, tell))
      if (written) await asUnit(settleSearchIndex)
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error
      await asUnit(async (tx, client) => {
        // An import begun by an earlier release was written in parts.
        await takeBack(tx, run)
        await end(installation, tx, client, run, 'cancelled')
      })
    }
  },
  giveUp: failImport,
}

type Run = { unit_id: string; id: string }
const actorOf = (unitId: string) => ({ kind: 'system', role: 'system', for: { unitId } }) as const

/** False where there is nothing to write: somebody else has done it, or has cancelled it. */
async function writeAll(
  installation: Installation,
  tx: Tx,
  client: PoolClient,
  run: Run,
  tell: (lines: number) => Promise<void>,
): Promise<boolean> {
  await mayWriteAlone(tx, run.id)
  const found = await getImport(tx, run.unit_id, run.id)
  if (found.status !== 'applying') return false
  if (found.cancel_wanted) throw new Cancelled()
  const today = civilDateOf(installation.now())
  await prepareLargeWrite(tx)
  const last = await lastLine(tx, run)
  for (let from = 1; from <= last; from += AT_ONCE) {
    const to = Math.min(last, from + AT_ONCE - 1)
    await writeCertain(tx, run, { from, to }, today)
    await tell(Math.min(to, found.rows_total ?? to))
  }
  await writeDecided(tx, run, { from: 1, to: last }, today)
  await end(installation, tx, client, run, 'applied')
  return true
}

/** Who cancels meanwhile comes before or after, never in between. */
async function end(
  installation: Installation,
  tx: Tx,
  client: PoolClient,
  run: Run,
  status: 'applied' | 'cancelled',
) {
  const found = await lockImport(tx, run.unit_id, run.id)
  if (status === 'applied' && found.cancel_wanted) throw new Cancelled()
  const counts = status === 'applied' ? await countWritten(tx, run) : {}
  const rows_read = found.rows_total ?? found.rows_read
  await updateImport(tx, run, { status, finished_at: installation.now(), rows_read, ...counts })
  await tellUnit(tx, found, status)
  await appendAudit(client, actorOf(run.unit_id), entryOf(found, status, counts))
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
