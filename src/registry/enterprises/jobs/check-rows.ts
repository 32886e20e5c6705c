import type { Pool } from 'pg'
import { homeArea, unitsAround } from '#foundation/org-units/index.ts'
import { inTransaction, type Tx } from '#platform/database/transaction.ts'
import { matchColumns } from '#platform/spreadsheets/match-columns.ts'
import { readTable } from '#platform/spreadsheets/read-table.ts'
import { SpreadsheetRefusal } from '#platform/spreadsheets/refusal.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import { CodesSeen } from '../codes-seen.ts'
import { importColumns, isImportHeader } from '../import-row.ts'
import { insertRows, mayBeLostInCrash, tellProgress } from '../import-staging-store.ts'
import { type Location, unitLocator } from '../locate.ts'
import { judgeRows, type Locate, type ReadRow, readRow } from './judge-rows.ts'

/** A list on disk that an import of a unit is to read. */
export type ListToCheck = { unitId: string; importId: string; path: string; today: CivilDate }

/** What was found; columns of the import. */
export type CheckedList = {
  mapping: Record<string, string>
  rows_total: number
  added: number
  changed: number
  unchanged: number
  doubtful: number
  rejected: number
}

const BATCH = 1500

/** Reads a list and keeps of every row what would become of it. Nothing when it was cancelled. @throws SpreadsheetRefusal */
export async function checkRows(pool: Pool, list: ListToCheck): Promise<CheckedList | undefined> {
  const { unitId, importId, path, today } = list
  const asUnit: AsUnit = (work) =>
    inTransaction(pool, { kind: 'system', role: 'system', for: { unitId } }, work)
  const locate = await asUnit((tx) => locatorFor(tx, unitId, today))
  const table = await readTable(path, isImportHeader)
  const { indexes, mapping, missing } = matchColumns(table.header, importColumns)
  if (missing.length > 0) {
    throw new SpreadsheetRefusal('content', `表头：缺少“${missing.join('”“')}”列。请补上后再传。`)
  }
  const keeper = rowKeeper(asUnit, { unit_id: unitId, id: importId })
  const seen = new CodesSeen()
  let batch: ReadRow[] = []
  for await (const row of table.rows) {
    batch.push(readRow(row, indexes, seen, locate))
    if (batch.length < BATCH) continue
    if (await keeper.keep(batch)) return undefined
    batch = []
  }
  if ((await keeper.keep(batch)) || (await keeper.settled())) return undefined
  const { counts, rowsRead } = keeper
  return {
    mapping,
    rows_total: rowsRead(),
    added: counts.add,
    changed: counts.change,
    unchanged: counts.same,
    doubtful: counts.doubtful,
    rejected: counts.reject,
  }
}

type AsUnit = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
type Run = { unit_id: string; id: string }

/** Judges and keeps rows while the next ones are read: one batch is under way in the database, no more. */
function rowKeeper(asUnit: AsUnit, run: Run) {
  const counts = { add: 0, change: 0, same: 0, doubtful: 0, reject: 0 }
  let read = 0
  let underWay: Promise<boolean> = Promise.resolve(false)
  const work = (rows: readonly ReadRow[]) =>
    asUnit(async (tx) => {
      await mayBeLostInCrash(tx)
      const found = await judgeRows(tx, run, rows)
      for (const row of found) counts[row.outcome] += 1
      read += rows.length
      const [, stop] = await Promise.all([insertRows(tx, run, found), tellProgress(tx, run, read)])
      return stop
    })
  return {
    counts,
    rowsRead: () => read,
    /** True when somebody wants it to stop. */
    async keep(rows: readonly ReadRow[]): Promise<boolean> {
      const stop = await underWay
      if (!stop) underWay = work(rows)
      // Whoever waits for it hears of its failure.
      underWay.catch(() => {})
      return stop
    },
    settled: () => underWay,
  }
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
