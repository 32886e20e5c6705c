import type { Tx } from '../database/transaction.ts'
import { newId } from '../ids.ts'
import type { Matching } from '../spreadsheets/match-columns.ts'
import type { Row } from '../spreadsheets/read-table.ts'
import { readCell, type Value } from './columns.ts'
import { findByKeys, findCalled, type JudgedRow } from './import-store.ts'
import { columnsOf, keyOf, type Ledger } from './ledger.ts'
import { searchTextOf } from './store-of.ts'

type Values = Readonly<Record<string, Value>>

type Read = { readonly line: number; readonly values: Record<string, Value>; readonly wrong: string[] }

/** Judges some rows: what is wrong with each, or whether it is new, changes a record or says what is known. */
export async function judgeRows(
  tx: Tx,
  ledger: Ledger,
  enterpriseId: string,
  rows: readonly Row[],
  indexes: Matching['indexes'],
  seen: Map<string, number>,
): Promise<JudgedRow[]> {
  const read = await linked(
    tx,
    ledger,
    enterpriseId,
    rows.map((row) => readRow(ledger, row, indexes)),
  )
  const good = read.filter(({ wrong }) => wrong.length === 0)
  const known = await findByKeys(
    tx,
    ledger,
    enterpriseId,
    good.map(({ values }) => values),
  )
  const byKey = new Map(known.map((record) => [keyOf(ledger, record), record]))
  return read.map((row) => judge(ledger, row, byKey, seen))
}

function readRow(ledger: Ledger, row: Row, indexes: Matching['indexes']): Read {
  const wrong: string[] = []
  const values: Record<string, Value> = {}
  for (const [key, column] of columnsOf(ledger)) {
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

function judge(
  ledger: Ledger,
  { line, values, wrong }: Read,
  byKey: ReadonlyMap<string, Values & { id: string }>,
  seen: Map<string, number>,
): JudgedRow {
  const refused = (message: string): JudgedRow => ({
    line,
    outcome: 'reject',
    recordId: null,
    message,
    values: null,
    search: '',
  })
  if (wrong.length > 0) return refused(wrong.join('；'))
  const key = keyOf(ledger, values)
  const earlier = seen.get(key)
  if (earlier !== undefined) return refused(`与第 ${earlier} 行重复。请删去其中一行。`)
  seen.set(key, line)
  const record = byKey.get(key)
  const whole = { ...missing(ledger), ...record, ...values }
  const judged = {
    line,
    message: '',
    values: onlyColumns(ledger, whole),
    search: searchTextOf(ledger, whole),
  }
  if (!record) return { ...judged, outcome: 'add', recordId: newId() }
  const changed = Object.keys(values).filter((each) => values[each] !== record[each])
  if (changed.length === 0) return { ...judged, outcome: 'same', recordId: record.id }
  const labels = changed.map((each) => ledger.columns[each]?.label ?? each)
  return { ...judged, outcome: 'change', recordId: record.id, message: `改动：${labels.join('、')}` }
}

const missing = (ledger: Ledger): Values => Object.fromEntries(columnsOf(ledger).map(([key]) => [key, null]))

function onlyColumns(ledger: Ledger, values: Values): Values {
  return Object.fromEntries(columnsOf(ledger).map(([key]) => [key, values[key] ?? null]))
}
