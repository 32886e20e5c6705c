import { join } from 'node:path'
import { inTransaction, type Tx } from '../database/transaction.ts'
import type { Job } from '../jobs/jobs.ts'
import type { Installation } from '../perform.ts'
import { matchColumns } from '../spreadsheets/match-columns.ts'
import { type Row, readTable } from '../spreadsheets/read-table.ts'
import { SpreadsheetRefusal } from '../spreadsheets/refusal.ts'
import { fileColumns, headerOf } from './header-of.ts'
import { deleteRows, insertRows, lockImport, updateImport } from './import-store.ts'
import { judgeRows } from './judge-rows.ts'
import { columnsOf, type Ledger } from './ledger.ts'
import type { JudgingParts } from './ledger-parts.ts'
import { readUnits } from './money-units.ts'

export type LedgerImportData = { enterpriseId: string; importId: string }

type AsEnterprise = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
type Run = { readonly enterprise_id: string; readonly id: string }

const BATCH = 500

/** The dry run of a file for a ledger: says of every row what would become of it, and writes nothing to the ledger. */
export function checkImportJob(ledger: Ledger, parts: JudgingParts = {}): Job<LedgerImportData> {
  return {
    name: `check-import-${ledger.name}`,
    async run(installation, { enterpriseId, importId }) {
      const asEnterprise: AsEnterprise = (work) =>
        inTransaction(installation.pool, { kind: 'system', role: 'system', for: { enterpriseId } }, work)
      const run: Run = { enterprise_id: enterpriseId, id: importId }
      const stored = await asEnterprise(async (tx) => {
        const found = await lockImport(tx, ledger, enterpriseId, importId)
        if (found.status !== 'checking') return undefined
        await deleteRows(tx, run)
        return { file: found.stored_as, into: found.into_called }
      })
      if (stored === undefined) return
      try {
        await checkRows(installation, asEnterprise, { ledger, parts, ...stored }, run)
      } catch (error) {
        if (!(error instanceof SpreadsheetRefusal)) throw error
        await asEnterprise((tx) => fail(tx, ledger, run, error.message, installation.now()))
      }
    },
    async giveUp(installation, { enterpriseId, importId }) {
      const run: Run = { enterprise_id: enterpriseId, id: importId }
      const problem = '文件：核对时出了故障，已停止。请重新导入；仍不行的，请与系统管理员联系。'
      await inTransaction(
        installation.pool,
        { kind: 'system', role: 'system', for: { enterpriseId } },
        (tx) => fail(tx, ledger, run, problem, installation.now()),
      )
    },
  }
}

async function fail(tx: Tx, ledger: Ledger, run: Run, problem: string, at: Date) {
  const found = await lockImport(tx, ledger, run.enterprise_id, run.id)
  if (found.status !== 'checking') return
  await updateImport(tx, run, { status: 'failed', problem, finished_at: at })
}

type Checked = {
  readonly ledger: Ledger
  readonly parts: JudgingParts
  readonly file: string
  /** What the record is called into which rows without that column go. */
  readonly into: string | null
}

/** The link of the key that the file has no column for, e.g. the plan whose items it lists. */
function givenBy(ledger: Ledger, into: string | null, indexes: Readonly<Partial<Record<string, number>>>) {
  if (into === null) return {}
  const link = columnsOf(ledger).find(
    ([key, column]) => column.kind === 'link' && ledger.key.includes(key) && indexes[key] === undefined,
  )
  return link ? { [link[0]]: into } : {}
}

async function checkRows(
  installation: Installation,
  asEnterprise: AsEnterprise,
  { ledger, parts, file, into }: Checked,
  run: Run,
) {
  const table = await readTable(join(installation.vault.uploads, file), headerOf(ledger))
  const { indexes, mapping, missing: absent } = matchColumns(table.header, fileColumns(ledger))
  const given = givenBy(ledger, into, indexes)
  const missing = absent.filter(
    (label) => !Object.keys(given).some((key) => ledger.columns[key]?.label === label),
  )
  if (missing.length > 0) {
    throw new SpreadsheetRefusal('content', `表头：缺少“${missing.join('”“')}”列。请补上后再传。`)
  }
  const inOwnUnits = readUnits(ledger, table, indexes)
  const counts = { add: 0, change: 0, same: 0, reject: 0 }
  const seen = new Map<string, number>()
  /** False when the import was cancelled meanwhile. */
  const flush = (rows: readonly Row[]) =>
    asEnterprise(async (tx) => {
      const found = await lockImport(tx, ledger, run.enterprise_id, run.id)
      if (found.status !== 'checking') return false
      const judged = await judgeRows(tx, ledger, parts, run.enterprise_id, rows, { indexes, given }, seen)
      await insertRows(tx, run, judged)
      for (const { outcome } of judged) counts[outcome] += 1
      await updateImport(tx, run, {
        rows_read: counts.add + counts.change + counts.same + counts.reject,
        added: counts.add,
        changed: counts.change,
        same: counts.same,
        rejected: counts.reject,
      })
      return true
    })
  let batch: Row[] = []
  for await (const row of table.rows) {
    batch.push(inOwnUnits(row))
    if (batch.length < BATCH) continue
    if (!(await flush(batch))) return
    batch = []
  }
  if (!(await flush(batch))) return
  await asEnterprise((tx) => updateImport(tx, run, { status: 'checked', mapping }))
}
