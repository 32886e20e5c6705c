import type { Row, Table } from '../spreadsheets/read-table.ts'
import { SpreadsheetRefusal } from '../spreadsheets/refusal.ts'
import { parseYuan } from '../values/money.ts'
import { columnsOf, type Ledger } from './ledger.ts'

/** A word that may be a unit of money: 万元, 千元, 美元, USD, $. */
const MONEY = /元|币|万|亿|千|usd|hkd|eur|[$€£]/i

/**
 * Amounts are in the unit that stands in their header, 金额（万元）, or above the table, 单位：万元. Gives what writes it behind
 * each bare number, so that 3 under 万元 is read as 3万元 and never as 3 元.
 * @throws SpreadsheetRefusal where it is a unit of money that cannot be read
 */
export function readUnits(
  ledger: Ledger,
  table: Pick<Table, 'header' | 'above'>,
  indexes: Readonly<Record<string, number | undefined>>,
): (row: Row) => Row {
  const above = table.above
    .flatMap(({ cells }) => cells.map(({ text }) => /单位\s*[:：]\s*([^\s)）]+)/.exec(text)?.[1]))
    .find((unit) => unit !== undefined && MONEY.test(unit))
  const units = new Map<number, string>()
  for (const [key, column] of columnsOf(ledger)) {
    const index = indexes[key]
    if (column.kind !== 'money' || index === undefined) continue
    const header = table.header[index] ?? ''
    const named = /[(（[【]([^)）\]】]*)[)）\]】]/.exec(header)?.[1]
    const unit = named !== undefined && MONEY.test(named) ? named : above
    if (unit === undefined) continue
    if (!parseYuan(`1${unit}`).ok) {
      throw new SpreadsheetRefusal(
        'content',
        `表头“${header}”：金额单位是“${unit}”，只认元、万元、亿元。请换算后再传。`,
      )
    }
    units.set(index, unit)
  }
  if (units.size === 0) return (row) => row
  return (row) => ({
    ...row,
    cells: row.cells.map((cell, at) => {
      const unit = units.get(at)
      return unit && /\d\s*$/.test(cell.text) ? { ...cell, text: `${cell.text}${unit}` } : cell
    }),
  })
}
