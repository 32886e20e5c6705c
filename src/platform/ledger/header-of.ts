import { type ColumnSpec, matchColumns } from '../spreadsheets/match-columns.ts'
import { type Ledger, writtenColumns } from './ledger.ts'

/** Our columns as an import looks for them in a file. */
export function fileColumns(ledger: Ledger): ColumnSpec[] {
  return writtenColumns(ledger).map(([key, { label, aliases, required }]) => ({
    key,
    label,
    aliases: aliases ?? [],
    ...(required && { required: true as const }),
  }))
}

/** A header row is one that names all columns that must be there, or at least three of ours. */
export function headerOf(ledger: Ledger): (names: readonly string[]) => boolean {
  const columns = fileColumns(ledger)
  return (names) => {
    const { indexes, missing } = matchColumns(names, columns)
    return Object.keys(indexes).length >= Math.min(3, columns.length) || missing.length === 0
  }
}
