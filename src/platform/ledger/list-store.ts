import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../database/transaction.ts'
import type { Column } from './columns.ts'
import { columnsOf, type Ledger } from './ledger.ts'
import type { KeptRecord } from './ledger-parts.ts'
import { presented, ref, searchKey, selected, sqlType, table } from './store-of.ts'

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

/** All rows that a query meets, in its order. */
export function ledgerRows(ledger: Ledger, query: LedgerQuery): RawBuilder<KeptRecord> {
  return sql<KeptRecord>`(select ${selected(ledger)} from ${table(ledger)} r where ${meets(ledger, query)} order by ${orderOf(ledger, query)})`
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
  if (column.kind !== 'date' && column.kind !== 'month') return []
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
    sql<KeptRecord>`select ${selected(ledger)} from ${table(ledger)} r where ${meets(ledger, query)} ${after}
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
