import { sql } from 'kysely'
import type { Tx } from '../database/transaction.ts'
import { notFound } from '../operation.ts'
import type { LinkTarget } from './columns.ts'
import type { LedgerImport, RowOutcome } from './contract-of.ts'
import { columnName, columnsOf, type Ledger } from './ledger.ts'
import type { Values } from './ledger-parts.ts'
import { sqlType } from './store-of.ts'

/** How a row of a file was judged; `values` by key of the ledger. */
export type JudgedRow = {
  readonly line: number
  readonly outcome: RowOutcome
  readonly recordId: string | null
  readonly message: string
  readonly values: Values | null
  readonly search: string
  /** Of the record that it changes. */
  readonly version?: number
}

export type ImportRecord = Awaited<ReturnType<typeof lockImport>>

const SHOWN_REFUSALS = 100

function importById(tx: Tx, ledger: Ledger, enterpriseId: string, id: string) {
  return tx
    .selectFrom('ledger_imports')
    .selectAll()
    .where('enterprise_id', '=', enterpriseId)
    .where('id', '=', id)
    .where('ledger', '=', ledger.name)
}

/** Held until the transaction ends. @throws notFound */
export async function lockImport(tx: Tx, ledger: Ledger, enterpriseId: string, id: string) {
  const row = await importById(tx, ledger, enterpriseId, id).forUpdate().executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** @throws notFound */
export async function getImport(tx: Tx, ledger: Ledger, enterpriseId: string, id: string) {
  const row = await importById(tx, ledger, enterpriseId, id).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** How far it is, without waiting for whoever works at it. @throws notFound */
export async function readImport(
  tx: Tx,
  ledger: Ledger,
  enterpriseId: string,
  id: string,
): Promise<LedgerImport> {
  const [row, refused] = await Promise.all([
    getImport(tx, ledger, enterpriseId, id),
    tx
      .selectFrom('ledger_import_rows')
      .select(['line', 'message'])
      .where('enterprise_id', '=', enterpriseId)
      .where('import_id', '=', id)
      .where('outcome', '=', 'reject')
      .orderBy('line')
      .limit(SHOWN_REFUSALS)
      .execute(),
  ])
  return {
    id: row.id,
    status: row.status as LedgerImport['status'],
    fileName: row.file_name,
    sha256: row.sha256.toString('hex'),
    problem: row.problem,
    rowsRead: row.rows_read,
    added: row.added,
    changed: row.changed,
    same: row.same,
    rejected: row.rejected,
    startedAt: row.started_at.toISOString(),
    refused,
    mapping: row.mapping as Record<string, string>,
  }
}

export async function insertImport(
  tx: Tx,
  ledger: Ledger,
  of: {
    enterpriseId: string
    id: string
    fileName: string
    into?: string | undefined
    sha256: Buffer
    by: { accountId: string; name: string }
    at: Date
  },
) {
  await tx
    .insertInto('ledger_imports')
    .values({
      enterprise_id: of.enterpriseId,
      id: of.id,
      ledger: ledger.name,
      status: 'checking',
      file_name: of.fileName,
      into_called: of.into ?? null,
      stored_as: of.id,
      sha256: of.sha256,
      started_by: of.by.accountId,
      started_by_name: of.by.name,
      started_at: of.at,
    })
    .execute()
}

type ImportChange = Partial<
  Pick<
    ImportRecord,
    'status' | 'problem' | 'rows_read' | 'added' | 'changed' | 'same' | 'rejected' | 'finished_at'
  > & { mapping: Record<string, string> }
>

export async function updateImport(
  tx: Tx,
  { enterprise_id, id }: Pick<ImportRecord, 'enterprise_id' | 'id'>,
  { mapping, ...change }: ImportChange,
) {
  await tx
    .updateTable('ledger_imports')
    .set({ ...change, ...(mapping && { mapping: JSON.stringify(mapping) }) })
    .where('enterprise_id', '=', enterprise_id)
    .where('id', '=', id)
    .execute()
}

export async function deleteRows(tx: Tx, { enterprise_id, id }: Pick<ImportRecord, 'enterprise_id' | 'id'>) {
  await tx
    .deleteFrom('ledger_import_rows')
    .where('enterprise_id', '=', enterprise_id)
    .where('import_id', '=', id)
    .execute()
}

export async function insertRows(
  tx: Tx,
  run: Pick<ImportRecord, 'enterprise_id' | 'id'>,
  rows: readonly JudgedRow[],
) {
  const sent = rows.map(({ values, search, version, ...row }) => ({
    ...row,
    values: values && { ...byColumn(values), search, ...(version !== undefined && { version }) },
  }))
  await sql`
    insert into ledger_import_rows (enterprise_id, import_id, line, outcome, record_id, message, values)
    select ${run.enterprise_id}::uuid, ${run.id}::uuid, r.line, r.outcome, r."recordId", r.message, r.values
      from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb)
        as r(line int, outcome text, "recordId" uuid, message text, values jsonb)`.execute(tx)
}

function byColumn(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [columnName(key), value]))
}

export type KnownRecord = Values & { readonly id: string; readonly version: number }

/** Records that have one of these keys, by the values of the key columns as text. */
export async function findByKeys(
  tx: Tx,
  ledger: Ledger,
  enterpriseId: string,
  keys: readonly Values[],
): Promise<KnownRecord[]> {
  const keyColumns = columnsOf(ledger).filter(([key]) => ledger.key.includes(key))
  const shape = sql.join(
    keyColumns.map(([key, column]) => sql`${sql.ref(columnName(key))} ${sqlType(column)}`),
  )
  const equal = keyColumns.map(([key, { required }]) => {
    const name = columnName(key)
    return sql`${sql.ref(`r.${name}`)} ${required ? sql`=` : sql`is not distinct from`} ${sql.ref(`k.${name}`)}`
  })
  const all = columnsOf(ledger).map(([key, column]) => {
    const value = sql.ref(`r.${columnName(key)}`)
    const read =
      column.kind === 'decimal'
        ? sql`${value}::text`
        : column.kind === 'money'
          ? sql`${value}::float8`
          : value
    return sql`${read} as ${sql.ref(key)}`
  })
  const { rows } = await sql<KnownRecord>`
    select r.id, r.version, ${sql.join(all)} from ${sql.table(ledger.table)} r
      join jsonb_to_recordset(${JSON.stringify(keys.map(byColumn))}::jsonb) as k(${shape}) on ${sql.join(equal, sql` and `)}
     where r.enterprise_id = ${enterpriseId}`.execute(tx)
  return rows
}

/** Ids of records in use by a number (their one key) or a name that a file gives. */
export async function findCalled(
  tx: Tx,
  to: LinkTarget,
  enterpriseId: string,
  names: readonly string[],
): Promise<Map<string, string[]>> {
  const by = [...new Set([...(to.key.length === 1 ? to.key : []), to.called])].map(columnName)
  const found = new Map<string, string[]>()
  for (const name of by) {
    const { rows } = await sql<{ id: string; name: string }>`
      select r.id, ${sql.ref(`r.${name}`)} as name from ${sql.table(to.table)} r
       where r.enterprise_id = ${enterpriseId} and r.retired_on is null and ${sql.ref(`r.${name}`)} = any(${[...names]}::text[])`.execute(
      tx,
    )
    // The number decides where both a number and a name fit.
    for (const [given, fitting] of Map.groupBy(rows, (row) => row.name)) {
      if (!found.has(given))
        found.set(
          given,
          fitting.map(({ id }) => id),
        )
    }
  }
  return found
}

/** What is written beside each row of the file, some at a time. */
export async function rowResults(tx: Tx, run: ImportRecord, after: number, limit: number) {
  return tx
    .selectFrom('ledger_import_rows')
    .select(['line', 'outcome', 'message'])
    .where('enterprise_id', '=', run.enterprise_id)
    .where('import_id', '=', run.id)
    .where('line', '>', after)
    .orderBy('line')
    .limit(limit)
    .execute()
}
