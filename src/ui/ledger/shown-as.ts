import { asWritten, type Column, type Value } from '#platform/ledger/columns.ts'
import type { Shown } from './ledger-of.ts'

/** As it stands in a list or on a page. */
export function shownAs(key: string, column: Column, row: Shown): string {
  if (column.kind === 'link') return String(row[`${key}Called`] ?? '')
  const text = asWritten(column, (row[key] ?? null) as Value)
  return text && 'unit' in column && column.unit ? `${text} ${column.unit}` : text
}
