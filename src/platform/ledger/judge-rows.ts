import type { Tx } from '../database/transaction.ts'
import { newId } from '../ids.ts'
import { Refused } from '../operation.ts'
import type { Matching } from '../spreadsheets/match-columns.ts'
import type { Row } from '../spreadsheets/read-table.ts'
import { readCell, type Value } from './columns.ts'
import { changesBetween } from './events-store.ts'
import { findByKeys, findCalled, type JudgedRow, type KnownRecord } from './import-store.ts'
import { columnsOf, keyOf, type Ledger, writtenColumns } from './ledger.ts'
import type { JudgingParts, RowToJudge, Values } from './ledger-parts.ts'
import { onlyColumns } from './records.ts'
import { searchTextOf } from './store-of.ts'

type Read = { readonly line: number; readonly values: Record<string, Value>; readonly wrong: string[] }

/** Where a file has its columns, and what it has none for but is known otherwise. */
type Found = { readonly indexes: Matching['indexes']; readonly given: Readonly<Record<string, string>> }

/** Judges some rows: what is wrong with each, or whether it is new, changes a record or says what is known. */
export async function judgeRows(
  tx: Tx,
  ledger: Ledger,
  parts: JudgingParts,
  enterpriseId: string,
  rows: readonly Row[],
  file: Found,
  seen: Map<string, number>,
): Promise<JudgedRow[]> {
  const read = await linked(
    tx,
    ledger,
    enterpriseId,
    rows.map((row) => readRow(ledger, row, file)),
  )
  const good = read.filter(({ wrong }) => wrong.length === 0)
  const known = await findByKeys(
    tx,
    ledger,
    enterpriseId,
    good.map(({ values }) => values),
  )
  const byKey = new Map(known.map((record) => [keyOf(ledger, record), record]))
  const judged = read.map((row) => judge(ledger, parts, row, byKey, seen))
  return parts.judge ? judgedFurther(judged, (each) => parts.judge?.(tx, enterpriseId, each)) : judged
}

type Further = (rows: RowToJudge[]) => Promise<readonly (string | null)[]> | undefined

/** What only the capability knows, of the rows that are good so far. */
async function judgedFurther(rows: JudgedRow[], ask: Further): Promise<JudgedRow[]> {
  const good = rows.filter(({ outcome }) => outcome === 'add' || outcome === 'change')
  const reasons = good.length === 0 ? [] : ((await ask(good as unknown as RowToJudge[])) ?? [])
  const wrong = new Map(good.map((row, at) => [row.line, reasons[at] ?? null]))
  return rows.map((row) => {
    const reason = wrong.get(row.line)
    return reason ? refusedRow(row.line, reason) : row
  })
}

function readRow(ledger: Ledger, row: Row, { indexes, given }: Found): Read {
  const wrong: string[] = []
  const values: Record<string, Value> = { ...given }
  for (const [key, column] of writtenColumns(ledger)) {
    const index = indexes[key]
    // What the file has no column for stays as it is in the ledger.
    if (index === undefined) continue
    const cell = row.cells[index] ?? { text: '' }
    const value = readCell(column, { text: cell.text, ...(cell.numeric && { numeric: true }) })
    if (value.ok) values[key] = value.value
    else wrong.push(`${column.label}：${value.message}`)
  }
  return { line: row.line, values, wrong }
}

/** Puts the ids of linked records in the place of the numbers or names that the file gives. */
async function linked(tx: Tx, ledger: Ledger, enterpriseId: string, rows: Read[]): Promise<Read[]> {
  for (const [key, column] of columnsOf(ledger)) {
    if (column.kind !== 'link') continue
    const wanted = new Set(rows.map(({ values }) => values[key]).filter((name) => typeof name === 'string'))
    if (wanted.size === 0) continue
    const found = await findCalled(tx, column.to(), enterpriseId, [...wanted] as string[])
    for (const row of rows) {
      const name = row.values[key]
      if (typeof name !== 'string') continue
      const ids = found.get(name) ?? []
      if (ids.length === 1) row.values[key] = ids[0] as string
      else row.wrong.push(`${column.label}：${whyNotOne(name, column.to().noun, ids.length)}`)
    }
  }
  return rows
}

function whyNotOne(name: string, noun: string, found: number): string {
  if (found === 0) return `没有登记过“${name}”。请先登记${noun}，或核对名称。`
  return `叫“${name}”的${noun}有 ${found} 个。请改填编号。`
}

function refusedRow(line: number, message: string): JudgedRow {
  return { line, outcome: 'reject', recordId: null, message, values: null, search: '' }
}

function judge(
  ledger: Ledger,
  parts: JudgingParts,
  { line, values, wrong }: Read,
  byKey: ReadonlyMap<string, KnownRecord>,
  seen: Map<string, number>,
): JudgedRow {
  if (wrong.length > 0) return refusedRow(line, wrong.join('；'))
  const key = keyOf(ledger, values)
  const earlier = seen.get(key)
  if (earlier !== undefined) return refusedRow(line, `与第 ${earlier} 行重复。${adviceOnDoubles(ledger)}`)
  seen.set(key, line)
  const record = byKey.get(key)
  const written = { ...missing(ledger), ...(record && onlyColumns(ledger, record)), ...values }
  const reason = whyRefused(parts, written)
  if (reason) return refusedRow(line, reason)
  const whole = { ...written, ...parts.derive?.(written, record) }
  const judged = { line, message: '', values: whole, search: searchTextOf(ledger, whole) }
  if (!record) return { ...judged, outcome: 'add', recordId: newId() }
  const changed = changesBetween(ledger, record, whole).map(({ key: each }) => each)
  if (changed.length === 0) return { ...judged, outcome: 'same', recordId: record.id }
  const labels = changed.map((each) => ledger.columns[each]?.label ?? each)
  return {
    ...judged,
    outcome: 'change',
    recordId: record.id,
    version: record.version,
    message: `改动：${labels.join('、')}`,
  }
}

/** Where texts that may be left out tell records apart, two rows can be meant that look the same. */
function adviceOnDoubles(ledger: Ledger): string {
  const telling = ledger.key.flatMap((key) => {
    const column = ledger.columns[key]
    return column && !column.required && (column.kind === 'text' || column.kind === 'code')
      ? [column.label]
      : []
  })
  if (telling.length === 0) return '请删去其中一行。'
  return `请删去其中一行；确是两笔的，请在“${telling.join('”或“')}”中写明区别。`
}

function whyRefused({ check }: JudgingParts, values: Values): string | undefined {
  try {
    check?.(values)
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
  return undefined
}

const missing = (ledger: Ledger): Values =>
  Object.fromEntries(writtenColumns(ledger).map(([key]) => [key, null]))
