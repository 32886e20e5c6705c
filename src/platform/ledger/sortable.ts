import type { Column } from './columns.ts'

/** Longest text that a list is sorted by: an index holds no more. */
const SORTED_SIGNS = 300

/** Long texts are not sorted by. */
export function isSortable(column: Column): boolean {
  if (column.kind !== 'text') return true
  return column.lines === undefined && column.max <= SORTED_SIGNS
}
