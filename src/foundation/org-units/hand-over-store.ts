import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'

export type OpenMatter = { kind: 'enterprise' | 'filing' | 'import' | 'unit'; name: string; total: number }

/** What is open at a unit, at most 20 names of each kind. */
export async function findOpenAt(tx: Tx, unitId: string): Promise<OpenMatter[]> {
  const { rows } = await sql<{ kind: OpenMatter['kind']; name: string; total: string }>`
    select kind, name, total from org_unit_open(${unitId}::uuid)`.execute(tx)
  return rows.map((row) => ({ ...row, total: Number(row.total) }))
}

/** Units whose end is recorded and that this unit is to take over. */
export async function findHeirsOf(tx: Tx, unitId: string): Promise<{ name: string; validTo: string }[]> {
  const { rows } = await sql<{ name: string; validTo: string }>`
    select name, valid_to::text as "validTo" from org_units
     where successor_id = ${unitId} and handed_over_at is null`.execute(tx)
  return rows
}

/** Units for which something recorded has come into force, and ended ones that are to be handed over. */
export async function findDue(tx: Tx, today: CivilDate): Promise<{ due: string[]; ended: string[] }> {
  const [due, ended] = await Promise.all([
    tx.selectFrom('org_units').select('id').where('due_on', '<=', today).execute(),
    sql<{ id: string }>`select id from org_units_to_hand_over(${today}::date) as id`.execute(tx),
  ])
  return { due: due.map(({ id }) => id), ended: ended.rows.map(({ id }) => id) }
}

/** Units that are to be hung under this one on a later day. */
export async function findComing(tx: Tx, unitId: string): Promise<{ name: string; day: string }[]> {
  const { rows } = await sql<{ name: string; day: string }>`
    select u.name, e.effective_on::text as day from org_unit_events e join org_units u on u.id = e.unit_id
     where e.kind = 'changed' and e.patch ->> 'parent_id' = ${unitId} and u.due_on is not null and e.effective_on >= u.due_on
       and not exists (select 1 from org_unit_events v where v.unit_id = e.unit_id and v.voids = e.deed_id)
     order by 2`.execute(tx)
  return rows
}

/** Moves what an ended unit had to its successor; undefined when there was nothing (more) to carry out. */
export async function moveToSuccessor(
  tx: Tx,
  unitId: string,
  today: CivilDate,
  reason: string,
): Promise<{ enterprises: number; filings: number } | undefined> {
  const { rows } = await sql<{ enterprises: number; filings: number }>`
    select enterprises, filings from hand_over_org_unit(${unitId}::uuid, ${today}::date, ${reason})`.execute(
    tx,
  )
  return rows[0]
}

/** Enterprises whose filing lies at the desk of a unit. */
export async function findAtDesk(tx: Tx, unitId: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from enterprises_at_desk(${unitId}::uuid) as id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** What hangs on units: unit → names of tables that refer to it. */
export async function findTies(tx: Tx, unitIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ unit_id: string; tied_by: string }>`
    select unit_id, tied_by from org_unit_ties(${[...unitIds]}::uuid[])`.execute(tx)
  const ties = new Map<string, Set<string>>()
  for (const { unit_id, tied_by } of rows) {
    ties.set(unit_id, (ties.get(unit_id) ?? new Set()).add(tied_by))
  }
  return ties
}

/** Of units: who refers to them in the tree, now or by what is recorded for later. */
export async function findReferences(
  tx: Tx,
  unitIds: readonly string[],
): Promise<{ unitId: string; by: string }[]> {
  const ids = [...unitIds]
  const { rows } = await sql<{ unitId: string; by: string }>`
    select parent_id as "unitId", id as by from org_units where parent_id = any(${ids}::uuid[])
    union select successor_id, id from org_units where successor_id = any(${ids}::uuid[])
    union select served, u.id from org_units u cross join unnest(u.serves) as served where served = any(${ids}::uuid[])
    union select referred.id, e.unit_id from org_unit_events e
      cross join lateral (select (e.patch ->> 'parent_id')::uuid as id union select (e.patch ->> 'successor_id')::uuid) referred
     where referred.id = any(${ids}::uuid[]) and e.kind in ('changed', 'ended')
       and not exists (select 1 from org_unit_events v where v.unit_id = e.unit_id and v.voids = e.deed_id)`.execute(
    tx,
  )
  return rows
}
