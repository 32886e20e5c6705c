import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { recordOf } from '#platform/ledger/records.ts'
import { planItems } from '../ledgers.ts'
import type { Item } from '../plan/store.ts'
import type { Neighbour, ProgressEntry } from './contract.ts'

export const getItem = (tx: Tx, enterpriseId: string, id: string) => recordOf(tx, planItems, enterpriseId, id)

/** The newest first, at most 200. */
export async function findProgress(tx: Tx, { enterpriseId, id }: Item): Promise<ProgressEntry[]> {
  const { rows } = await sql<Omit<ProgressEntry, 'at'> & { at: Date }>`
    select e.id, e.kind, e.percent, e.text, e.at, e.by_name as "byName",
           coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) order by f.id)
                       from quality_plan_proofs p join files f on f.enterprise_id = p.enterprise_id and f.id = p.file_id
                      where p.enterprise_id = e.enterprise_id and p.progress_id = e.id), '[]') as files
      from quality_plan_progress e
     where e.enterprise_id = ${enterpriseId} and e.item_id = ${id} order by e.id desc limit 200`.execute(tx)
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }))
}

/** Who said last that it is done; null where nobody did. */
export async function reportedBy(tx: Tx, { enterpriseId, id }: Item): Promise<string | null> {
  const row = await tx
    .selectFrom('quality_plan_progress')
    .select('account_id')
    .where('enterprise_id', '=', enterpriseId)
    .where('item_id', '=', id)
    .where('kind', '=', 'report')
    .where('percent', '=', 100)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.account_id ?? null
}

/** How far it was said to be, from the first report to the last. */
export async function percentsOf(tx: Tx, { enterpriseId, id }: Item): Promise<number[]> {
  const rows = await tx
    .selectFrom('quality_plan_progress')
    .select('percent')
    .where('enterprise_id', '=', enterpriseId)
    .where('item_id', '=', id)
    .where('kind', '=', 'report')
    .orderBy('id')
    .execute()
  return rows.map(({ percent }) => percent)
}

/** Of these files those that are papers of a record of the enterprise. */
export async function keptFiles(tx: Tx, enterpriseId: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from files where enterprise_id = ${enterpriseId} and purpose = 'record' and id = any(${[...ids]}::uuid[])`.execute(
    tx,
  )
  return new Set(rows.map(({ id }) => id))
}

export type NewProgress = {
  readonly kind: ProgressEntry['kind']
  readonly percent: number
  readonly text: string
  readonly fileIds: readonly string[]
}

export async function addProgress(
  tx: Tx,
  { enterpriseId, id }: Item,
  { kind, percent, text, fileIds }: NewProgress,
  by: { actor: Actor; now: Date },
): Promise<void> {
  if (!('accountId' in by.actor)) throw new Error('progress is told by people')
  const progressId = newId()
  await tx
    .insertInto('quality_plan_progress')
    .values({
      enterprise_id: enterpriseId,
      id: progressId,
      item_id: id,
      kind,
      percent,
      text,
      at: by.now,
      account_id: by.actor.accountId,
      by_name: by.actor.name,
    })
    .execute()
  if (fileIds.length === 0) return
  const rows = fileIds.map((fileId) => ({
    enterprise_id: enterpriseId,
    progress_id: progressId,
    file_id: fileId,
  }))
  await tx.insertInto('quality_plan_proofs').values(rows).execute()
}

/** The items that this one came from and went to over the turn of a year. */
export async function neighboursOf(
  tx: Tx,
  { enterpriseId, id, carriedFrom }: Item,
): Promise<{ carriedFrom: Neighbour | null; carriedTo: Neighbour | null }> {
  const { rows } = await sql<Neighbour & { from: boolean }>`
    select i.id, i.item_no as "itemNo", i.name, p.title as "planTitle", i.id = ${carriedFrom}::uuid as "from"
      from quality_plan_items i join quality_plans p on p.enterprise_id = i.enterprise_id and p.id = i.plan
     where i.enterprise_id = ${enterpriseId} and (i.id = ${carriedFrom}::uuid or i.carried_from = ${id}::uuid)`.execute(
    tx,
  )
  const only = (wanted: boolean) => {
    const row = rows.find(({ from }) => (from ?? false) === wanted)
    return row ? { id: row.id, itemNo: row.itemNo, name: row.name, planTitle: row.planTitle } : null
  }
  return { carriedFrom: only(true), carriedTo: only(false) }
}
