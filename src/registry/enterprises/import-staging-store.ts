import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Enterprise } from './contract.ts'
import type { ImportRecord } from './import-row.ts'

type Run = { unit_id: string; id: string }

/** What the dry run says of a row. */
export type ImportRow = {
  line: number
  outcome: 'add' | 'change' | 'same' | 'doubtful' | 'reject'
  message: string
  /** Without a record nothing of the row can be written. */
  record: ImportRecord | { readonly name: string; readonly creditCode: string }
  /** The unit found for it. */
  placeId: string | null
  computedSize: Enterprise['size']
  newYear: boolean
  candidates: readonly string[]
  /** The enterprise in the directory, or the id under which it will be added. */
  enterpriseId: string | null
  /** Its version at the time of the dry run. */
  knownVersion: number | null
}

type Value = string | number | boolean | null | undefined
type Column = readonly [
  name: string,
  type: string,
  of: (row: ImportRow, record: Partial<ImportRecord>) => Value,
]

const columns: readonly Column[] = [
  ['line', 'int', (row) => row.line],
  ['outcome', 'text', (row) => row.outcome],
  ['message', 'text', (row) => row.message],
  ['candidates', 'jsonb', (row) => (row.candidates.length > 0 ? JSON.stringify(row.candidates) : null)],
  ['enterprise_id', 'uuid', (row) => row.enterpriseId],
  ['before', 'jsonb', (row) => (row.knownVersion === null ? null : `{"version": ${row.knownVersion}}`)],
  ['place_id', 'uuid', (row) => row.placeId],
  ['computed_size', 'text', (row) => row.computedSize],
  ['new_year', 'boolean', (row) => row.newYear],
  ['name', 'text', (row) => row.record.name],
  ['credit_code', 'text', (row) => row.record.creditCode],
  ['credit_code_warning', 'boolean', (_, record) => record.creditCodeWarning],
  ['code_kind', 'text', (_, record) => record.codeKind],
  ['address', 'text', (_, record) => record.address],
  ['registered_on', 'date', (_, record) => record.registeredOn],
  ['type_text', 'text', (_, record) => record.typeText],
  ['type_code', 'text', (_, record) => record.typeCode],
  ['business_scope', 'text', (_, record) => record.businessScope],
  ['products', 'text', (_, record) => record.products],
  ['industry_code', 'text', (_, record) => record.industryCode],
  ['declared_size', 'text', (_, record) => record.size],
  ['employees', 'int', (_, record) => record.employees],
  ['revenue_wan', 'bigint', (_, record) => record.revenueWan],
  ['assets_wan', 'bigint', (_, record) => record.assetsWan],
  ['figures_year', 'int', (_, record) => record.figuresYear],
  ['search_words', 'text', (_, record) => record.searchWords],
  ['name_key', 'text', (_, record) => record.nameKey],
  ['name_areas', 'text', (_, record) => record.nameAreas],
]
const names = sql.raw(columns.map(([name]) => name).join(', '))

/** Keeps what was found of these rows, a column at a time: nothing is taken apart on the way. */
export async function insertRows(tx: Tx, run: Run, rows: readonly ImportRow[]) {
  if (rows.length === 0) return
  const lists = columns.map(([, type, of]) => {
    const values = rows.map((row) => of(row, row.record))
    return sql`${arrayOf(values)}::${sql.raw(type)}[]`
  })
  await sql`
    insert into import_rows (unit_id, import_id, ${names})
    select ${run.unit_id}::uuid, ${run.id}::uuid, r.* from unnest(${sql.join(lists)}) as r`.execute(tx)
}

/** An array as PostgreSQL reads it. */
function arrayOf(values: readonly Value[]): string {
  let text = ''
  for (const value of values) {
    if (text !== '') text += ','
    if (value === null || value === undefined) text += 'NULL'
    else if (typeof value === 'string')
      text += `"${/["\\]/.test(value) ? value.replace(/["\\]/g, '\\$&') : value}"`
    else text += String(value)
  }
  return `{${text}}`
}

/** A dry run that a crash of the database interrupts is begun anew: it need not wait for the disk. */
export async function mayBeLostInCrash(tx: Tx) {
  await sql`set local synchronous_commit = off`.execute(tx)
}

export async function deleteRows(tx: Tx, run: Run) {
  await tx
    .deleteFrom('import_rows')
    .where('unit_id', '=', run.unit_id)
    .where('import_id', '=', run.id)
    .execute()
}

/** Names that stand on these lines of the list. */
export async function namesOnLines(tx: Tx, run: Run, lines: readonly number[]): Promise<Map<number, string>> {
  if (lines.length === 0) return new Map()
  const rows = await tx
    .selectFrom('import_rows')
    .select(['line', 'name'])
    .where('unit_id', '=', run.unit_id)
    .where('import_id', '=', run.id)
    .where('line', 'in', [...lines])
    .execute()
  return new Map(rows.map(({ line, name }) => [line, name]))
}

/** Says how far a step has come. @returns true when somebody wants it to stop */
export async function tellProgress(tx: Tx, run: Run, rowsRead: number): Promise<boolean> {
  const { rows } = await sql<{ stop: boolean }>`
    update imports set rows_read = ${rowsRead}, version = version + 1
     where unit_id = ${run.unit_id} and id = ${run.id}
    returning cancel_wanted or status = 'cancelled' as stop`.execute(tx)
  return rows[0]?.stop ?? true
}

/** Enterprises with these codes that this unit sees, and the unit's name for those it does not. */
export async function findByCodes(tx: Tx, codes: readonly string[]) {
  if (codes.length === 0) return { own: new Map<string, never>(), owners: new Map<string, string>() }
  const { rows } = await sql<{ credit_code: string; unit_name: string }>`
    select * from credit_code_owners(${arrayOf(codes)}::text[])`.execute(tx)
  const owners = new Map(rows.map((row) => [row.credit_code, row.unit_name]))
  if (rows.length === 0) return { own: new Map<string, never>(), owners }
  const own = await ownByCodes(tx, arrayOf([...owners.keys()]))
  return { own: new Map(own.map((row) => [row.credit_code, row])), owners }
}

function ownByCodes(tx: Tx, codes: string) {
  return tx
    .selectFrom('enterprises')
    .select([
      'id',
      'version',
      'credit_code',
      'name',
      'address',
      'registered_on',
      'type_text',
      'business_scope',
      'products',
      'industry_code',
      'size',
      'declared_size',
      'employees',
      'revenue_wan',
      'assets_wan',
      'figures_year',
      'unit_id',
    ])
    .where('credit_code', '=', sql<string>`any(${codes}::text[])`)
    .execute()
}
