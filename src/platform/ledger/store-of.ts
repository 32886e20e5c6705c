import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../database/transaction.ts'
import { notFound } from '../operation.ts'
import { asWritten, type Column } from './columns.ts'
import { columnName, columnsOf, type Ledger } from './ledger.ts'
import type { KeptRecord, Values } from './ledger-parts.ts'

export const table = (ledger: Ledger) => sql.table(ledger.table)
export const ref = (key: string) => sql.ref(`r.${columnName(key)}`)

/** SQL type of a column, for values that arrive as text. */
export function sqlType(column: Column): RawBuilder<unknown> {
  const name = {
    text: 'text',
    code: 'text',
    choice: 'text',
    date: 'date',
    month: 'text',
    whole: 'int',
    decimal: 'numeric',
    money: 'bigint',
    'yes-no': 'boolean',
    link: 'uuid',
  }[column.kind]
  return sql.raw(name)
}

function shown(key: string, column: Column): RawBuilder<unknown> {
  // int8 and numeric arrive as text: 分 are exact as numbers, decimals stay what they are.
  if (column.kind === 'money') return sql`${ref(key)}::float8 as ${sql.ref(key)}`
  if (column.kind === 'decimal') return sql`${ref(key)}::text as ${sql.ref(key)}`
  if (column.kind === 'link')
    return sql`${ref(key)} as ${sql.ref(key)}, ${calledOf(key, column)} as ${sql.ref(`${key}Called`)}`
  return sql`${ref(key)} as ${sql.ref(key)}`
}

/** What the record is called to which a link leads. */
function calledOf(key: string, { to }: Extract<Column, { kind: 'link' }>): RawBuilder<unknown> {
  const { table: name, called } = to()
  return sql`(select ${sql.ref(`t.${columnName(called)}`)} from ${sql.table(name)} t where t.enterprise_id = r.enterprise_id and t.id = ${ref(key)})`
}

export function selected(ledger: Ledger): RawBuilder<unknown> {
  const own = columnsOf(ledger).map(([key, column]) => shown(key, column))
  return sql.join([
    sql`r.enterprise_id as "enterpriseId"`,
    sql`r.id`,
    sql`r.version`,
    sql`r.retired_on as "retiredOn"`,
    sql`r.changed_at as "changedAt"`,
    ...own,
  ])
}

/** @throws notFound */
export async function getRecord(
  tx: Tx,
  ledger: Ledger,
  enterpriseId: string,
  id: string,
): Promise<KeptRecord> {
  const { rows } =
    await sql<KeptRecord>`select ${selected(ledger)} from ${table(ledger)} r where r.enterprise_id = ${enterpriseId} and r.id = ${id}`.execute(
      tx,
    )
  const [found] = rows
  if (!found) throw notFound()
  return presented(found)
}

/** Those of these ids that are there; what is about to be changed is held. */
export async function findByIds(
  tx: Tx,
  ledger: Ledger,
  enterpriseId: string,
  ids: readonly string[],
): Promise<KeptRecord[]> {
  const { rows } = await sql<KeptRecord>`
    select ${selected(ledger)} from ${table(ledger)} r
     where r.enterprise_id = ${enterpriseId} and r.id = any(${[...ids]}::uuid[]) order by r.id for update of r`.execute(
    tx,
  )
  return rows.map(presented)
}

export function presented(row: KeptRecord): KeptRecord {
  return { ...row, changedAt: new Date(row.changedAt).toISOString() }
}

/** What a fragment is looked for in: every text and code, half width, without white space. */
export function searchTextOf(ledger: Ledger, values: Values): string {
  const texts = columnsOf(ledger)
    .filter(([, { kind }]) => kind === 'text' || kind === 'code')
    .map(([key, column]) => searchKey(asWritten(column, values[key] ?? null)))
  return texts.filter(Boolean).join(' ')
}

/** As a text is looked for: half width, without white space, small letters. */
export function searchKey(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toLowerCase()
}

/** False when the key is taken. */
export async function insertRecord(
  tx: Tx,
  ledger: Ledger,
  of: { enterpriseId: string; id: string; at: Date },
  values: Values,
): Promise<boolean> {
  // What the capability keeps and has not said is as the table's default says.
  const own = columnsOf(ledger).filter(([key, { managed }]) => !managed || values[key] !== undefined)
  const names = sql.join(own.map(([key]) => sql.ref(columnName(key))))
  const given = sql.join(own.map(([key]) => sql`${values[key] ?? null}`))
  const { numAffectedRows } = await sql`
    insert into ${table(ledger)} (enterprise_id, id, search, changed_at, ${names})
    values (${of.enterpriseId}, ${of.id}, ${searchTextOf(ledger, values)}, ${of.at}, ${given}) on conflict do nothing`.execute(
    tx,
  )
  return numAffectedRows === 1n
}

/** `stale`: somebody was quicker; `taken`: another record has the key. */
export async function updateRecord(
  tx: Tx,
  ledger: Ledger,
  record: KeptRecord,
  values: Values,
  at: Date,
): Promise<'done' | 'stale' | 'taken'> {
  if (await keyTakenBy(tx, ledger, record, values)) return 'taken'
  const sets = sql.join(
    columnsOf(ledger).map(([key]) => sql`${sql.ref(columnName(key))} = ${values[key] ?? null}`),
  )
  const { numAffectedRows } = await sql`
    update ${table(ledger)} set version = version + 1, changed_at = ${at}, search = ${searchTextOf(ledger, values)}, ${sets}
     where enterprise_id = ${record.enterpriseId} and id = ${record.id} and version = ${record.version}`.execute(
    tx,
  )
  return numAffectedRows === 1n ? 'done' : 'stale'
}

async function keyTakenBy(tx: Tx, ledger: Ledger, record: KeptRecord, values: Values): Promise<boolean> {
  if (ledger.key.every((key) => values[key] === record[key])) return false
  const same = sql.join(
    ledger.key.map((key) => {
      // Only an equality uses the index; the rest of a key may be missing.
      const equals = ledger.columns[key]?.required ? sql`=` : sql`is not distinct from`
      return sql`${ref(key)} ${equals} ${values[key] ?? null}`
    }),
    sql` and `,
  )
  const { rows } = await sql`
    select 1 from ${table(ledger)} r where r.enterprise_id = ${record.enterpriseId} and r.id <> ${record.id} and ${same}`.execute(
    tx,
  )
  return rows.length > 0
}

/** False when somebody was quicker. */
export async function retireRecord(
  tx: Tx,
  ledger: Ledger,
  record: KeptRecord,
  on: string | null,
  at: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update ${table(ledger)} set version = version + 1, changed_at = ${at}, retired_on = ${on}
     where enterprise_id = ${record.enterpriseId} and id = ${record.id} and version = ${record.version}`.execute(
    tx,
  )
  return numAffectedRows === 1n
}
