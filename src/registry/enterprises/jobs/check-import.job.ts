import { join } from 'node:path'
import { homeArea, unitsAround } from '#foundation/org-units/index.ts'
import { inTransaction, type Tx } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import type { Installation } from '#platform/perform.ts'
import { matchColumns } from '#platform/spreadsheets/match-columns.ts'
import { type Row, readTable } from '#platform/spreadsheets/read-table.ts'
import { SpreadsheetRefusal } from '#platform/spreadsheets/refusal.ts'
import { type CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import { importColumns, isImportHeader } from '../import-row.ts'
import { deleteRows, getImport, insertRows, lockImport, updateImport } from '../import-store.ts'
import { type Location, unitLocator } from '../locate.ts'
import { failImport } from './fail-import.ts'
import { judgeRows, type Locate } from './judge-rows.ts'
import { tellUnit } from './tell-unit.ts'

export type ImportJobData = { unitId: string; importId: string }

const BATCH = 500

/** The dry run: reads the file, says of every row what would become of it, and writes nothing to the directory. */
export const checkImportJob: Job<ImportJobData> = {
  name: 'check-import',
  async run(installation, { unitId, importId }) {
    const asUnit = <T>(work: (tx: Tx) => Promise<T>) =>
      inTransaction(installation.pool, { kind: 'system', role: 'system', for: { unitId } }, work)
    const run = { unit_id: unitId, id: importId }
    const begun = await asUnit(async (tx) => {
      const found = await lockImport(tx, unitId, importId)
      if (found.status !== 'uploaded' && found.status !== 'checking') return undefined
      await deleteRows(tx, run)
      await updateImport(tx, run, { status: 'checking', rows_read: 0 })
      return {
        stored: found.stored_as,
        located: await locatorFor(tx, unitId, civilDateOf(installation.now())),
      }
    })
    if (!begun) return
    try {
      await checkRows(installation, asUnit, run, begun.stored, begun.located)
    } catch (error) {
      if (!(error instanceof SpreadsheetRefusal)) throw error
      const failed = { status: 'failed', problem: error.message, finished_at: installation.now() }
      await asUnit((tx) => endCheck(tx, run, failed))
    }
  },
  giveUp: failImport,
}

/** Places rows among the units of the city, and says whether the importing unit may write there. */
async function locatorFor(tx: Tx, unitId: string, today: CivilDate): Promise<Locate> {
  const { areaCode, units, scope } = await unitsAround(tx, unitId, today)
  const locate = areaCode === null ? unknownPlace : unitLocator(units, homeArea(areaCode))
  return (input) => {
    const found = locate(input)
    return { ...found, inScope: found.unitId !== null && scope.has(found.unitId) }
  }
}

/** A unit outside the list of areas: nothing is known of what lies around it. */
const unknownPlace = (): Location<string> => ({
  certainty: 'doubtful',
  unitId: null,
  by: 'none',
  reason: '本单位没有对应的行政区划，不能按地址判断归属。请选定所属单位。',
  candidates: [],
})

async function checkRows(
  installation: Installation,
  asUnit: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  run: { unit_id: string; id: string },
  stored: string,
  locate: Locate,
) {
  const table = await readTable(join(installation.vault.uploads, stored), isImportHeader)
  const { indexes, mapping, missing } = matchColumns(table.header, importColumns)
  if (missing.length > 0) {
    throw new SpreadsheetRefusal('content', `表头：缺少“${missing.join('”“')}”列。请补上后再传。`)
  }
  const counts = { add: 0, change: 0, same: 0, doubtful: 0, reject: 0 }
  const seen = new Map<string, { line: number; name: string }>()
  let read = 0
  const flush = async (rows: Row[]): Promise<boolean> => {
    const judged = await asUnit(async (tx) => {
      const found = await judgeRows(tx, rows, indexes, seen, locate)
      await insertRows(tx, run, found)
      for (const row of found) counts[row.outcome] += 1
      read += rows.length
      await updateImport(tx, run, { rows_read: read })
      return getImport(tx, run.unit_id, run.id)
    })
    return judged.cancel_wanted || judged.status === 'cancelled'
  }
  let batch: Row[] = []
  for await (const row of table.rows) {
    batch.push(row)
    if (batch.length < BATCH) continue
    if (await flush(batch)) return
    batch = []
  }
  if (await flush(batch)) return
  await asUnit((tx) =>
    endCheck(tx, run, {
      status: 'checked',
      mapping,
      rows_total: read,
      added: counts.add,
      changed: counts.change,
      unchanged: counts.same,
      doubtful: counts.doubtful,
      rejected: counts.reject,
    }),
  )
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
