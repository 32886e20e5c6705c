import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { ColumnSet } from '../cover.ts'
import { defaultColumns } from './catalogue.ts'
import type { ColumnForm } from './contract.ts'

type Found = {
  readonly unitId: string
  readonly unitName: string
  readonly version: number
  readonly set: ColumnSet
}

/** The set of the unit itself, else of the nearest one above it; undefined: that of the product. */
export async function findColumns(tx: Tx, unitId: string, form: ColumnForm): Promise<Found | undefined> {
  const { rows } = await sql<{
    unit_id: string
    name: string
    version: number
    title: string
    doc_no: string
    columns: unknown
  }>`
    with recursive up as (
      select id, parent_id, name, 0 as depth from org_units where id = ${unitId}::uuid
      union all select u.id, u.parent_id, u.name, up.depth + 1 from up join org_units u on u.id = up.parent_id where up.depth < 12)
    select c.unit_id, up.name, c.version, c.title, c.doc_no, c.columns from up join report_columns c on c.unit_id = up.id
     where c.form = ${form} order by up.depth limit 1`.execute(tx)
  const [row] = rows
  if (!row) return undefined
  return {
    unitId: row.unit_id,
    unitName: row.name,
    version: row.version,
    set: ColumnSet.parse({ title: row.title, docNo: row.doc_no, columns: row.columns }),
  }
}

export async function columnsInForce(tx: Tx, unitId: string): Promise<Record<ColumnForm, ColumnSet>> {
  const [detail, summary] = await Promise.all([
    findColumns(tx, unitId, 'detail'),
    findColumns(tx, unitId, 'summary'),
  ])
  return { detail: detail?.set ?? defaultColumns.detail, summary: summary?.set ?? defaultColumns.summary }
}

type Written = { unitId: string; form: ColumnForm; version: number; set: ColumnSet; by: string; at: Date }

/** Writes upon exactly this version (0: none yet); false when somebody was quicker. */
export async function writeColumns(
  tx: Tx,
  { unitId, form, version, set, by, at }: Written,
): Promise<boolean> {
  const values = {
    title: set.title,
    doc_no: set.docNo,
    columns: JSON.stringify(set.columns),
    changed_at: at,
    changed_by: by,
  }
  const { numInsertedOrUpdatedRows } =
    version === 0
      ? await tx
          .insertInto('report_columns')
          .values({ unit_id: unitId, form, ...values })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
      : await tx
          .updateTable('report_columns')
          .set({ ...values, version: version + 1 })
          .where('unit_id', '=', unitId)
          .where('form', '=', form)
          .where('version', '=', version)
          .executeTakeFirst()
          .then(({ numUpdatedRows }) => ({ numInsertedOrUpdatedRows: numUpdatedRows }))
  return numInsertedOrUpdatedRows === 1n
}

export async function removeColumns(
  tx: Tx,
  unitId: string,
  form: ColumnForm,
  version: number,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('report_columns')
    .where('unit_id', '=', unitId)
    .where('form', '=', form)
    .where('version', '=', version)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
