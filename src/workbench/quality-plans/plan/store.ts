import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import type { LedgerRecord } from '#platform/ledger/ledger.ts'
import { findRecords } from '#platform/ledger/list-store.ts'
import { recordOf } from '#platform/ledger/records.ts'
import type { Context } from '#platform/perform.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import type { ItemState } from '../domain.ts'
import { planItems, plans } from '../ledgers.ts'
import type { Review } from './contract.ts'

export type Plan = LedgerRecord<typeof plans>
export type Item = LedgerRecord<typeof planItems>

/** Items that one plan may have. */
export const ITEMS = 500

export const getPlan = (tx: Tx, enterpriseId: string, id: string) => recordOf(tx, plans, enterpriseId, id)

/** In the order of their numbers, one more than there may be. */
export async function findItems(tx: Tx, { enterpriseId, id }: Plan): Promise<Item[]> {
  const { rows } = await findRecords(
    tx,
    planItems,
    { enterpriseId, plan: id },
    { after: undefined, limit: ITEMS + 1 },
  )
  const items = rows as unknown as Item[]
  return items.sort((a, b) => a.itemNo.localeCompare(b.itemNo, 'zh-CN', { numeric: true }))
}

/** The item of the next year by the one that it was carried from. */
export async function carriedInto(
  tx: Tx,
  enterpriseId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; from: string }>`
    select id, carried_from as "from" from quality_plan_items
     where enterprise_id = ${enterpriseId} and carried_from = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, from }) => [from, id]))
}

/** Every number that was ever used in a plan. */
export async function takenNumbers(tx: Tx, { enterpriseId, id }: Plan): Promise<string[]> {
  const rows = await tx
    .selectFrom('quality_plan_items')
    .select('item_no')
    .where('enterprise_id', '=', enterpriseId)
    .where('plan', '=', id)
    .execute()
  return rows.map(({ item_no }) => item_no)
}

/** The plan of a year and kind; null where there is none. */
export async function findPlanOf(
  tx: Tx,
  enterpriseId: string,
  year: number,
  kind: string,
): Promise<Plan | null> {
  const row = await tx
    .selectFrom('quality_plans')
    .select('id')
    .where('enterprise_id', '=', enterpriseId)
    .where('year', '=', year)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row ? getPlan(tx, enterpriseId, row.id) : null
}

/** Where the plan stands, which it keeps until the transaction ends: no item slips in while it is handed in. */
export async function holdPlan(tx: Tx, enterpriseId: string, id: string): Promise<string | null> {
  const row = await tx
    .selectFrom('quality_plans')
    .select('status')
    .where('enterprise_id', '=', enterpriseId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row?.status ?? null
}

/** Where plans stand, by id; they stay there until the transaction ends. */
export async function statusesOf(
  tx: Tx,
  enterpriseId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; status: string }>`
    select id, status from quality_plans where enterprise_id = ${enterpriseId} and id = any(${[...ids]}::uuid[]) for share`.execute(
    tx,
  )
  return new Map(rows.map(({ id, status }) => [id, status]))
}

export type PlanLine = {
  id: string
  kind: string
  number: string
  title: string
  status: string
  items: number
  done: number
  overdue: number
}

/** The plans of a year with their counts. */
export async function countPlans(
  tx: Tx,
  enterpriseId: string,
  year: number,
  today: CivilDate,
): Promise<PlanLine[]> {
  const { rows } = await sql<PlanLine>`
    select p.id, p.kind, p.number, p.title, p.status,
           count(i.id) filter (where i.standing <> 'cancelled')::int as items,
           count(i.id) filter (where i.standing = 'done')::int as done,
           count(i.id) filter (where i.due_on < ${today}::date)::int as overdue
      from quality_plans p left join quality_plan_items i
        on i.enterprise_id = p.enterprise_id and i.plan = p.id and i.retired_on is null
     where p.enterprise_id = ${enterpriseId} and p.year = ${year}
     group by p.enterprise_id, p.id`.execute(tx)
  return rows
}

export async function yearsWithPlans(tx: Tx, enterpriseId: string): Promise<number[]> {
  const rows = await tx
    .selectFrom('quality_plans')
    .select('year')
    .distinct()
    .where('enterprise_id', '=', enterpriseId)
    .execute()
  return rows.map(({ year }) => year)
}

export async function findReview(tx: Tx, { enterpriseId, id }: Plan): Promise<Review | null> {
  const row = await tx
    .selectFrom('quality_plans')
    .select('review')
    .where('enterprise_id', '=', enterpriseId)
    .where('id', '=', id)
    .executeTakeFirst()
  return (row?.review ?? null) as Review | null
}

/** False when somebody was quicker. */
export async function writeReview(tx: Tx, plan: Plan, review: Review, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('quality_plans')
    .set({ review: JSON.stringify(review), version: plan.version + 1, changed_at: at })
    .where('enterprise_id', '=', plan.enterpriseId)
    .where('id', '=', plan.id)
    .where('version', '=', plan.version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** From now on no file brings items into it. */
export async function closePlan(tx: Tx, { enterpriseId, id }: Plan, on: CivilDate): Promise<void> {
  await tx
    .updateTable('quality_plans')
    .set({ retired_on: on })
    .where('enterprise_id', '=', enterpriseId)
    .where('id', '=', id)
    .execute()
}

/**
 * Moves all items of a plan that stand at one point of its way to the next, each with a line in its history. Their version
 * rises: an import that was made before is not taken back over it. What was taken out of the draft stays out.
 */
export async function moveItems(
  { tx, now, actor }: Context,
  plan: Plan,
  move: { from: ItemState; to: ItemState; kind: string },
): Promise<number> {
  const due = move.to === 'open' ? sql`to_on` : sql`null`
  const { rows } = await sql<{ id: string }>`
    update quality_plan_items
       set standing = ${move.to}, due_on = ${due}, version = version + 1, changed_at = ${now}
     where enterprise_id = ${plan.enterpriseId} and plan = ${plan.id} and standing = ${move.from} and retired_on is null
    returning id`.execute(tx)
  if (rows.length === 0) return 0
  const changes = JSON.stringify([{ key: 'standing', from: move.from, to: move.to }])
  await tx
    .insertInto('ledger_events')
    .values(
      rows.map(({ id }) => ({
        enterprise_id: plan.enterpriseId,
        id: newId(),
        ledger: planItems.name,
        record_id: id,
        kind: move.kind,
        at: now,
        account_id: 'accountId' in actor ? actor.accountId : null,
        by_name: 'name' in actor ? actor.name : '系统',
        note: plan.title,
        changes,
      })),
    )
    .execute()
  return rows.length
}
