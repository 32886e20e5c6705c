import { join } from 'node:path'
import { homeArea, listUnits } from '#foundation/org-units/index.ts'
import { inTransaction, type Tx } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import type { Installation } from '#platform/perform.ts'
import { matchColumns } from '#platform/spreadsheets/match-columns.ts'
import { type Row, readTable } from '#platform/spreadsheets/read-table.ts'
import { SpreadsheetRefusal } from '#platform/spreadsheets/refusal.ts'
import { comparisonKey } from '#platform/values/text.ts'
import {
  type ImportKey,
  type ImportRecord,
  importColumns,
  isImportHeader,
  readImportRow,
} from '../import-row.ts'
import {
  deleteRows,
  findByCodes,
  getImport,
  type ImportRow,
  insertRows,
  updateImport,
} from '../import-store.ts'
import { type Location, type LocationInput, unitLocator } from '../locate.ts'
import { failImport } from './fail-import.ts'

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
      const found = await getImport(tx, unitId, importId)
      if (found.status !== 'uploaded' && found.status !== 'checking') return undefined
      await deleteRows(tx, run)
      await updateImport(tx, run, { status: 'checking', rows_read: 0 })
      return { stored: found.stored_as, located: await locatorFor(tx, unitId) }
    })
    if (!begun) return
    try {
      await checkRows(installation, asUnit, run, begun.stored, begun.located)
    } catch (error) {
      if (!(error instanceof SpreadsheetRefusal)) throw error
      await asUnit((tx) =>
        updateImport(tx, run, { status: 'failed', problem: error.message, finished_at: installation.now() }),
      )
    }
  },
  giveUp: failImport,
}

type Locate = (input: LocationInput) => Location<string> & { inScope: boolean }

/** Places rows among the units of the city, and says whether the importing unit may write there. */
async function locatorFor(tx: Tx, unitId: string): Promise<Locate> {
  const units = await listUnits(tx)
  const own = units.find((unit) => unit.id === unitId)
  const city = units.find(
    (unit) => unit.level === 'city' && (unit.id === unitId || unit.id === own?.parentId),
  )
  const scope = new Set(
    units.filter((unit) => unit.id === unitId || unit.parentId === unitId).map((unit) => unit.id),
  )
  const market = units
    .filter((unit) => unit.line === 'market-regulation' && unit.level === 'county')
    .map((unit) => ({ id: unit.id, name: unit.name, areaCode: unit.areaCode, words: unit.addressWords }))
  const locate = unitLocator(market, homeArea(city?.areaCode ?? own?.areaCode ?? ''))
  return (input) => {
    const found = locate(input)
    return { ...found, inScope: found.unitId !== null && scope.has(found.unitId) }
  }
}

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
    updateImport(tx, run, {
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

async function judgeRows(
  tx: Tx,
  rows: readonly Row[],
  indexes: Partial<Record<ImportKey, number>>,
  seen: Map<string, { line: number; name: string }>,
  locate: Locate,
): Promise<ImportRow[]> {
  const readings = rows.map((row) => ({ line: row.line, reading: readImportRow(row, indexes) }))
  const codes = readings.flatMap(({ reading }) => (reading.ok ? [reading.record.creditCode] : []))
  const known = codes.length > 0 ? await findByCodes(tx, codes) : { own: new Map(), owners: new Map() }
  return readings.map(({ line, reading }) => {
    if (!reading.ok) {
      return {
        ...blank(line),
        outcome: 'reject',
        message: reading.message,
        record: { name: reading.name, creditCode: reading.creditCode },
      }
    }
    const { record, remarks } = reading
    const earlier = seen.get(record.creditCode)
    if (!earlier) seen.set(record.creditCode, { line, name: record.name })
    const judged = judgeRecord(line, record, earlier, known, locate)
    return { ...judged, message: [judged.message, ...remarks].filter(Boolean).join(' ') }
  })
}

type Known = Awaited<ReturnType<typeof findByCodes>>

function judgeRecord(
  line: number,
  record: ImportRecord,
  earlier: { line: number; name: string } | undefined,
  known: Known,
  locate: Locate,
): ImportRow {
  const row = { ...blank(line), record: { ...record, unitId: null as string | null } }
  if (earlier && comparisonKey(earlier.name) === comparisonKey(record.name)) {
    return { ...row, outcome: 'reject', message: `与第 ${earlier.line} 行重复。已保留前一行。` }
  }
  const place = locate({ address: record.address, creditCode: record.creditCode, areaText: record.area })
  const candidates = [...place.candidates]
  if (earlier) {
    return {
      ...row,
      outcome: 'doubtful',
      candidates,
      message: `信用代码与第 ${earlier.line} 行“${earlier.name}”相同，名称不同。请核对后决定。`,
    }
  }
  const own = known.own.get(record.creditCode)
  const owner = known.owners.get(record.creditCode)
  if (!own && owner)
    return { ...row, outcome: 'reject', message: `已在“${owner}”名下。需要移交时请与该单位联系。` }
  if (own) {
    const withUnit = { ...row, record: { ...record, unitId: own.unit_id }, enterpriseId: own.id }
    if (isSame(own, record)) return { ...withUnit, outcome: 'same', message: '名录中已有，内容相同。' }
    return { ...withUnit, outcome: 'change', before: own, message: '名录中已有，将更新。' }
  }
  if (place.certainty === 'doubtful')
    return { ...row, outcome: 'doubtful', candidates, message: place.reason }
  if (!place.inScope) {
    return { ...row, outcome: 'doubtful', candidates, message: `${place.reason}。不在本单位负责的范围。` }
  }
  return { ...row, outcome: 'add', record: { ...record, unitId: place.unitId }, message: '' }
}

function isSame(own: NonNullable<ReturnType<Known['own']['get']>>, record: ImportRecord): boolean {
  return (
    own.name === record.name &&
    own.address === record.address &&
    own.registered_on === record.registeredOn &&
    own.type_text === record.typeText &&
    own.business_scope === record.businessScope
  )
}

function blank(line: number) {
  return {
    line,
    outcome: 'reject' as ImportRow['outcome'],
    message: '',
    candidates: [] as string[],
    enterpriseId: null,
    before: null,
  }
}
