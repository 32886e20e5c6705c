import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { columnName, type DueRule, type Ledger } from '#platform/ledger/ledger.ts'
import { type ListView, MOST_VIEWS, tooManyViews } from '#platform/ledger/views-contract.ts'
import { notFound } from '#platform/operation.ts'

type Of = { readonly enterpriseId: string; readonly accountId: string }

export async function findViews(tx: Tx, of: Of, list: string): Promise<ListView[]> {
  return tx
    .selectFrom('list_views')
    .select(['id', 'name', 'query'])
    .where('enterprise_id', '=', of.enterpriseId)
    .where('account_id', '=', of.accountId)
    .where('list', '=', list)
    .orderBy('name')
    .execute()
}

/** The same name again takes its place. @throws tooManyViews */
export async function saveView(
  tx: Tx,
  of: Of,
  { list, name, query, at }: { list: string; name: string; query: string; at: Date },
): Promise<ListView> {
  const kept = await findViews(tx, of, list)
  if (kept.length >= MOST_VIEWS && !kept.some((each) => each.name === name)) {
    throw tooManyViews({ detail: `视图：这个列表已有 ${MOST_VIEWS} 个。请先删去不用的。` })
  }
  return tx
    .insertInto('list_views')
    .values({
      enterprise_id: of.enterpriseId,
      id: newId(),
      account_id: of.accountId,
      list,
      name,
      query,
      saved_at: at,
    })
    .onConflict((conflict) =>
      conflict.columns(['enterprise_id', 'account_id', 'list', 'name']).doUpdateSet({ query, saved_at: at }),
    )
    .returning(['id', 'name', 'query'])
    .executeTakeFirstOrThrow()
}

/** @throws notFound */
export async function removeView(tx: Tx, of: Of, id: string): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom('list_views')
    .where('enterprise_id', '=', of.enterpriseId)
    .where('account_id', '=', of.accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw notFound({ detail: '视图：已经删去。请刷新页面。' })
}

/** A record whose day comes, and which of its occasions has just been used: days before it, or -1 when it is past. */
export type Occasion = { readonly called: string; readonly days: number }

/** Enterprises that have records due until that day; for the system alone. */
export async function enterprisesDue(tx: Tx, ledger: Ledger, due: DueRule, until: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ledger_due_enterprises(${ledger.table}::regclass, ${columnName(due.column)}, ${until}::date) as e(id)`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/**
 * Uses the occasions that have come: of each record the nearest one, once. Those that were missed, because the server was off
 * or the record came late, are passed over.
 */
export async function takeOccasions(
  tx: Tx,
  ledger: Ledger,
  due: DueRule,
  { enterpriseId, today, at }: { enterpriseId: string; today: string; at: Date },
): Promise<Occasion[]> {
  const day = sql.ref(`r.${columnName(due.column)}`)
  const lead = sql`${[...due.lead]}::int[]`
  const { rows } = await sql<Occasion>`
    with come as (
      select r.id, r.called, r.due_on,
             case when r.due_on < ${today}::date then -1
                  else (select min(l) from unnest(${lead}) l where l >= r.due_on - ${today}::date) end as days
        from (select r.id, ${sql.ref(`r.${columnName(ledger.called)}`)} as called, ${day} as due_on
                from ${sql.table(ledger.table)} r
               where r.enterprise_id = ${enterpriseId} and r.retired_on is null
                 and ${day} <= ${today}::date + (select max(l) from unnest(${lead}) l)) r),
    taken as (
      insert into ledger_reminders (enterprise_id, record_id, due_on, days, at)
      select ${enterpriseId}::uuid, id, due_on, days, ${at} from come where days is not null
      on conflict do nothing returning record_id)
    select c.called, c.days from come c join taken t on t.record_id = c.id order by c.due_on, c.called`.execute(
    tx,
  )
  return rows
}
