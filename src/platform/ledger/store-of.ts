import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Tx } from '../database/transaction.ts'
import { newId } from '../ids.ts'
import { notFound } from '../operation.ts'
import { asWritten, type Column, type Value } from './columns.ts'
import type { LedgerEvent } from './contract-of.ts'
import { columnName, columnsOf, type Ledger, type LedgerRecord } from './ledger.ts'

type Values = Readonly<Record<string, Value>>
type Kept = LedgerRecord & Values

/** What a list of a ledger is narrowed and ordered by. */
export type LedgerQuery = {
  readonly enterpriseId: string
  readonly text?: string | undefined
  /** Ids with commas between: these alone, in use or not. */
  readonly ids?: string | undefined
  readonly state?: 'in-use' | 'retired' | 'all' | undefined
  readonly sort?: string | undefined
  readonly descending?: 'true' | 'false' | undefined
  /** Of the declared columns, as `filterSchema` names them. */
  readonly [filter: string]: unknown
}

const table = (ledger: Ledger) => sql.table(ledger.table)
const ref = (key: string) => sql.ref(`r.${columnName(key)}`)

/** SQL type of a column, for values that arrive as text. */
export function sqlType(column: Column): RawBuilder<unknown> {
  const name = {
    text: 'text',
    code: 'text',
    choice: 'text',
    date: 'date',
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

function selected(ledger: Ledger): RawBuilder<unknown> {
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

/** All rows that a query meets, in its order. */
export function ledgerRows(ledger: Ledger, query: LedgerQuery): RawBuilder<Kept> {
  return sql<Kept>`(select ${selected(ledger)} from ${table(ledger)} r where ${meets(ledger, query)} order by ${orderOf(ledger, query)})`
}

function meets(ledger: Ledger, query: LedgerQuery): RawBuilder<unknown> {
  const { enterpriseId, text, ids, state = ids ? 'all' : 'in-use' } = query
  const all = [
    sql`r.enterprise_id = ${enterpriseId}`,
    ...columnsOf(ledger).flatMap(([key, column]) => filtered(key, column, query)),
  ]
  if (state !== 'all')
    all.push(state === 'retired' ? sql`r.retired_on is not null` : sql`r.retired_on is null`)
  if (ids) all.push(sql`r.id = any(${ids.split(',')}::uuid[])`)
  if (text) all.push(sql`r.search like ${`%${searchKey(text).replace(/[\\%_]/g, '\\$&')}%`}`)
  return sql.join(all, sql` and `)
}

function filtered(key: string, column: Column, query: LedgerQuery): RawBuilder<unknown>[] {
  const { [key]: value, [`${key}From`]: from, [`${key}To`]: to } = query
  if (column.kind === 'choice') return value === undefined ? [] : [sql`${ref(key)} = ${value}`]
  if (column.kind === 'yes-no')
    return value === undefined ? [] : [sql`${ref(key)} is ${value === 'true' ? sql`true` : sql`not true`}`]
  if (column.kind === 'link') return value === undefined ? [] : [sql`${ref(key)} = ${value}`]
  if (column.kind !== 'date') return []
  return [
    ...(from === undefined ? [] : [sql`${ref(key)} >= ${from}`]),
    ...(to === undefined ? [] : [sql`${ref(key)} <= ${to}`]),
  ]
}

/** Newest first unless told; values that are missing come last either way. */
function orderOf(ledger: Ledger, { sort, descending }: LedgerQuery): RawBuilder<unknown> {
  const down = descending === 'true'
  if (!sort || !ledger.columns[sort]) return sql`r.id desc`
  return down ? sql`${ref(sort)} desc nulls last, r.id desc` : sql`${ref(sort)} asc nulls last, r.id`
}

/** One page behind a cursor, and how many meet the query. */
export async function findRecords(
  tx: Tx,
  ledger: Ledger,
  query: LedgerQuery,
  page: { after: Cursor | undefined; limit: number },
) {
  const after = page.after ? sql`and ${behind(ledger, query, page.after)}` : sql``
  const [found, counted] = await Promise.all([
    sql<Kept>`select ${selected(ledger)} from ${table(ledger)} r where ${meets(ledger, query)} ${after}
      order by ${orderOf(ledger, query)} limit ${page.limit}`.execute(tx),
    sql<{
      n: number
    }>`select count(*)::int as n from ${table(ledger)} r where ${meets(ledger, query)}`.execute(tx),
  ])
  return { rows: found.rows.map(presented), total: counted.rows[0]?.n ?? 0 }
}

/** Where a page ended: the sorted value as text, and the id. */
export type Cursor = { readonly value: string | null; readonly id: string }

function behind(
  ledger: Ledger,
  { sort, descending }: LedgerQuery,
  { value, id }: Cursor,
): RawBuilder<unknown> {
  const column = sort === undefined ? undefined : ledger.columns[sort]
  if (!sort || !column) return sql`r.id < ${id}`
  const past = descending === 'true' ? sql`<` : sql`>`
  if (value === null) return sql`${ref(sort)} is null and r.id ${past} ${id}`
  const last = sql`${value}::${sqlType(column)}`
  return sql`(${ref(sort)} ${past} ${last} or (${ref(sort)} = ${last} and r.id ${past} ${id}) or ${ref(sort)} is null)`
}

/** @throws notFound */
export async function getRecord(tx: Tx, ledger: Ledger, enterpriseId: string, id: string): Promise<Kept> {
  const { rows } =
    await sql<Kept>`select ${selected(ledger)} from ${table(ledger)} r where r.enterprise_id = ${enterpriseId} and r.id = ${id}`.execute(
      tx,
    )
  const [found] = rows
  if (!found) throw notFound()
  return presented(found)
}

function presented(row: Kept): Kept {
  return { ...row, changedAt: new Date(row.changedAt).toISOString() }
}

/** What a fragment is looked for in: every text and code, half width, without white space. */
export function searchTextOf(ledger: Ledger, values: Values): string {
  const texts = columnsOf(ledger)
    .filter(([, { kind }]) => kind === 'text' || kind === 'code')
    .map(([key, column]) => searchKey(asWritten(column, values[key] ?? null)))
  return texts.filter(Boolean).join(' ')
}

function searchKey(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toLowerCase()
}

/** False when the key is taken. */
export async function insertRecord(
  tx: Tx,
  ledger: Ledger,
  of: { enterpriseId: string; id: string; at: Date },
  values: Values,
): Promise<boolean> {
  const own = columnsOf(ledger)
  const names = sql.join([...own.map(([key]) => sql.ref(columnName(key)))])
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
  record: Kept,
  values: Values,
  at: Date,
): Promise<'done' | 'stale' | 'taken'> {
  const same = sql.join(
    ledger.key.map((key) => sql`${ref(key)} = ${values[key] ?? null}`),
    sql` and `,
  )
  const { rows: taken } =
    await sql`select 1 from ${table(ledger)} r where r.enterprise_id = ${record.enterpriseId} and r.id <> ${record.id} and ${same}`.execute(
      tx,
    )
  if (taken.length > 0) return 'taken'
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

/** False when somebody was quicker. */
export async function retireRecord(
  tx: Tx,
  ledger: Ledger,
  record: Kept,
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

/** What differs, for the history. */
export function changesBetween(
  ledger: Ledger,
  before: Values | undefined,
  after: Values,
): LedgerEvent['changes'] {
  return columnsOf(ledger)
    .map(([key]) => ({ key, from: before?.[key] ?? null, to: after[key] ?? null }))
    .filter(({ from, to }) => from !== to)
}

export async function addLedgerEvent(
  tx: Tx,
  ledger: Ledger,
  of: { enterpriseId: string; id: string; at: Date; actor: Actor },
  event: { kind: string; note?: string; changes?: LedgerEvent['changes'] },
) {
  await tx
    .insertInto('ledger_events')
    .values({
      enterprise_id: of.enterpriseId,
      id: newId(),
      ledger: ledger.name,
      record_id: of.id,
      kind: event.kind,
      at: of.at,
      account_id: 'accountId' in of.actor ? of.actor.accountId : null,
      by_name: 'name' in of.actor ? of.actor.name : '系统',
      note: event.note ?? '',
      changes: JSON.stringify(event.changes ?? []),
    })
    .execute()
}

/** The newest 200 changes of a record. */
export async function findLedgerEvents(
  tx: Tx,
  enterpriseId: string,
  recordId: string,
): Promise<LedgerEvent[]> {
  const rows = await tx
    .selectFrom('ledger_events')
    .select(['kind', 'at', 'by_name', 'note', 'changes'])
    .where('enterprise_id', '=', enterpriseId)
    .where('record_id', '=', recordId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ at, by_name, changes, ...row }) => ({
    ...row,
    at: at.toISOString(),
    byName: by_name,
    changes: changes as LedgerEvent['changes'],
  }))
}
