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

/** Counted no further with a text: beyond it the list says "more than". */
export const COUNTED_WITH_TEXT = 2000

/** All rows that a query meets, in its order. */
export function ledgerRows(ledger: Ledger, query: LedgerQuery): RawBuilder<KeptRecord> {
  const { by, down } = orderOf(ledger, query)
  const order = by
    ? down
      ? sql`${ref(by)} desc nulls last, r.id desc`
      : sql`${ref(by)} asc nulls last, r.id`
    : sql`r.id desc`
  return sql<KeptRecord>`(select ${selected(ledger)} from ${table(ledger)} r where ${meets(ledger, query)} order by ${order})`
}

type Order = { readonly by: string | undefined; readonly down: boolean }

/** Newest first unless told. */
function orderOf(ledger: Ledger, { sort, descending }: LedgerQuery): Order {
  if (!sort || !ledger.columns[sort]) return { by: undefined, down: true }
  return { by: sort, down: descending === 'true' }
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
  if (text) all.push(sql`strpos(r.search, ${searchKey(text)}) > 0`)
  return sql.join(all, sql` and `)
}

function filtered(key: string, column: Column, query: LedgerQuery): RawBuilder<unknown>[] {
  const { [key]: value, [`${key}From`]: from, [`${key}To`]: to } = query
  if (column.kind === 'choice') return value === undefined ? [] : [sql`${ref(key)} = ${value}`]
  if (column.kind === 'yes-no')
    return value === undefined ? [] : [sql`${ref(key)} is ${value === 'true' ? sql`true` : sql`not true`}`]
  if (column.kind === 'link') return value === undefined ? [] : [sql`${ref(key)} = ${value}`]
  if (column.kind === 'whole') return value === undefined ? [] : [sql`${ref(key)} = ${Number(value)}`]
  if (column.kind !== 'date' && column.kind !== 'month') return []
  return [
    ...(from === undefined ? [] : [sql`${ref(key)} >= ${from}`]),
    ...(to === undefined ? [] : [sql`${ref(key)} <= ${to}`]),
  ]
}

/** Where the rows of a list are looked for: in the table, or among a few that are found already. */
type Place = {
  readonly from: RawBuilder<unknown>
  readonly where: RawBuilder<unknown>
  readonly most: number | undefined
}

/**
 * One page behind a cursor, and how many meet the query. With a text the records that have it are asked for first, past
 * row-level security, as ids alone (`ledger_found`). What very many have is met soon enough on the way through an order.
 */
export async function findRecords(
  tx: Tx,
  ledger: Ledger,
  query: LedgerQuery,
  page: { after: Cursor | undefined; limit: number },
) {
  const place = await placeOf(tx, ledger, query)
  if (!place) return { rows: [], total: 0, more: false }
  const most = place.most === undefined ? sql`` : sql`limit ${place.most + 1}`
  const [rows, counted] = await Promise.all([
    pageOf(tx, ledger, query, page, place),
    sql<{ n: number }>`
      select count(*)::int as n from (select 1 from ${place.from} where ${place.where} ${most}) counted`.execute(
      tx,
    ),
  ])
  const n = counted.rows[0]?.n ?? 0
  const more = place.most !== undefined && n > place.most
  return { rows: rows.map(presented), total: more ? (place.most ?? n) : n, more }
}

async function placeOf(tx: Tx, ledger: Ledger, query: LedgerQuery): Promise<Place | undefined> {
  const whole = { from: sql`${table(ledger)} r`, where: meets(ledger, query), most: undefined }
  const text = searchKey(query.text ?? '')
  if (text === '') return whole
  const { rows } = await sql<{ id: string }>`
    select id from ledger_found(${ledger.table}::regclass, ${text}, ${COUNTED_WITH_TEXT + 1}) as f(id)`.execute(
    tx,
  )
  if (rows.length > COUNTED_WITH_TEXT) return { ...whole, most: COUNTED_WITH_TEXT }
  if (rows.length === 0) return undefined
  const ids = rows.map(({ id }) => id)
  // `offset 0`: the few are read before anything else is thought of.
  return {
    ...whole,
    from: sql`(select * from ${table(ledger)} t
      where t.enterprise_id = ${query.enterpriseId} and t.id = any(${ids}::uuid[]) offset 0) r`,
  }
}

/** Where a page ended: the sorted value as text, and the id. */
export type Cursor = { readonly value: string | null; readonly id: string }

/** Values that are missing come last either way: after those that are there, in a question of their own, so that the index serves both. */
async function pageOf(
  tx: Tx,
  ledger: Ledger,
  query: LedgerQuery,
  { after, limit }: { after: Cursor | undefined; limit: number },
  { from, where }: Place,
): Promise<KeptRecord[]> {
  const { by, down } = orderOf(ledger, query)
  const past = down ? sql`<` : sql`>`
  const way = down ? sql`desc` : sql`asc`
  const ask = async (and: RawBuilder<unknown>, order: RawBuilder<unknown>, most: number) => {
    const { rows } = await sql<KeptRecord>`
      select ${selected(ledger)} from ${from} where ${where} ${and} order by ${order} limit ${most}`.execute(
      tx,
    )
    return rows
  }
  const behind = after ? sql`and r.id ${past} ${after.id}` : sql``
  const column = by === undefined ? undefined : ledger.columns[by]
  if (by === undefined || !column) return ask(behind, sql`r.id desc`, limit)
  const order = sql`${ref(by)} ${way}, r.id ${way}`
  const behindValue =
    after && after.value !== null
      ? sql`and (${ref(by)}, r.id) ${past} (${after.value}::${sqlType(column)}, ${after.id}::uuid)`
      : sql``
  const there =
    after && after.value === null
      ? []
      : await ask(sql`and ${ref(by)} is not null ${behindValue}`, order, limit)
  if (there.length === limit || column.required) return there
  const missing = sql`and ${ref(by)} is null ${after?.value === null ? behind : sql``}`
  return [...there, ...(await ask(missing, order, limit - there.length))]
}
