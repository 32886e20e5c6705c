import { join } from 'node:path'
import { inTransaction, type Tx } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { SpreadsheetRefusal } from '#platform/spreadsheets/refusal.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { deleteRows } from '../import-staging-store.ts'
import { lockImport, updateImport } from '../import-store.ts'
import { checkRows } from './check-rows.ts'
import { checkRowsApart } from './check-rows-apart.ts'
import { failImport } from './fail-import.ts'
import { tellUnit } from './tell-unit.ts'

export type ImportJobData = { unitId: string; importId: string }

/** A larger file, in bytes, is read by a process of its own: the server goes on answering and keeps its memory. */
const READ_APART = 2_000_000

/** The dry run: reads the file, says of every row what would become of it, and writes nothing to the directory. */
export const checkImportJob: Job<ImportJobData> = {
  name: 'check-import',
  async run(installation, { unitId, importId }) {
    const { pool, vault } = installation
    const asUnit = <T>(work: (tx: Tx) => Promise<T>) =>
      inTransaction(pool, { kind: 'system', role: 'system', for: { unitId } }, work)
    const run = { unit_id: unitId, id: importId }
    const found = await asUnit(async (tx) => {
      const found = await lockImport(tx, unitId, importId)
      if (found.status !== 'uploaded' && found.status !== 'checking') return undefined
      await deleteRows(tx, run)
      await updateImport(tx, run, { status: 'checking', rows_read: 0 })
      return found
    })
    if (!found) return
    const today = civilDateOf(installation.now())
    const list = { unitId, importId, path: join(vault.uploads, found.stored_as), today }
    try {
      const read = Number(found.size) > READ_APART ? checkRowsApart : checkRows
      const checked = await read(pool, list)
      if (checked) await asUnit((tx) => endCheck(tx, run, { status: 'checked', ...checked }))
    } catch (error) {
      if (!(error instanceof SpreadsheetRefusal)) throw error
      const failed = { status: 'failed', problem: error.message, finished_at: installation.now() }
      await asUnit((tx) => endCheck(tx, run, failed))
    }
  },
  giveUp: failImport,
}

/** An import cancelled at the last moment stays cancelled. */
async function endCheck(
  tx: Tx,
  run: { unit_id: string; id: string },
  change: Parameters<typeof updateImport>[2],
) {
  const found = await lockImport(tx, run.unit_id, run.id)
  const { status } = found
  if (status !== 'checking') return
  await updateImport(tx, run, change)
  await tellUnit(tx, found, change.status === 'failed' ? 'failed' : 'checked')
}
