import { type Expression, sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { ImportRow } from './contract.ts'
import { writtenRow } from './import-write-store.ts'

export type ExportedImportRow = Pick<ImportRow, 'line' | 'outcome' | 'message' | 'name' | 'creditCode'> & {
  skipped: boolean
  applied: boolean
  unitName: string | null
  decidedUnit: string | null
}

/** Rows of an import in the order of the file, for a workbook. */
export function importRowsToExport(
  tx: Tx,
  run: { unitId: string; importId: string },
  outcome: ImportRow['outcome'] | undefined,
): Expression<ExportedImportRow> {
  let rows = tx
    .selectFrom('import_rows')
    .select(['line', 'outcome', 'message', 'name', 'credit_code as creditCode'])
    .select([
      writtenRow.as('applied'),
      sql<boolean>`coalesce(decision = 'skip', false)`.as('skipped'),
      sql<string | null>`(select u.name from org_units u where u.id = place_id)`.as('unitName'),
      sql<string | null>`(select u.name from org_units u where u.id::text = decision)`.as('decidedUnit'),
    ])
    .where('unit_id', '=', run.unitId)
    .where('import_id', '=', run.importId)
  if (outcome) rows = rows.where('outcome', '=', outcome)
  return rows.orderBy('line') as unknown as Expression<ExportedImportRow>
}
