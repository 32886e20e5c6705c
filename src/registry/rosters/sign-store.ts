import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Draft } from './draft-store.ts'
import type { Signing } from './version-store.ts'

/** Enterprises that are to be entered and are no longer in sight: merged, ended or moved since the comparison. */
export async function countLost(tx: Tx, draft: Draft): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from roster_version_rows r
     where r.unit_id = ${draft.unit_id} and r.version_id = ${draft.id} and (r.outcome = 'new' or r.decision = 'take')
       and not exists (select 1 from enterprises e where e.id = coalesce(r.decided_enterprise, r.enterprise_id))`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

/** Writes what the decided draft changes on the list; it must be signed in the same transaction. */
export async function writeDraftEvents(tx: Tx, draft: Draft, of: Signing) {
  const mine = sql`r.unit_id = ${draft.unit_id} and r.version_id = ${draft.id}`
  await sql`
    insert into roster_events (enterprise_id, id, roster_id, kind, nominated, effective_on, recorded_at, recorded_by, note,
      version_no, listed_name, listed_code)
    select w.id, gen_random_uuid(), ${of.rosterId}::uuid, w.kind, w.nominated, ${of.effectiveOn}::date, ${of.at}, ${of.by}::uuid,
           ${of.note}, ${of.no}::int, w.name, w.code
      from (select distinct on (c.id) c.id, case when r.decision = 'leave' then 'leave' else 'enter' end as kind,
                   r.nominated and r.decision is distinct from 'leave' as nominated, r.name, r.credit_code as code
              from roster_version_rows r cross join lateral (select coalesce(r.decided_enterprise, r.enterprise_id) as id) c
             where ${mine} and (r.outcome = 'new' or r.decision in ('take', 'leave')) order by c.id, r.seq) w
      left join roster_members(${of.rosterId}::uuid, ${of.effectiveOn}::date, ${of.at}) m on m.enterprise_id = w.id
     where case w.kind when 'leave' then m.enterprise_id is not null else m.nominated is distinct from w.nominated end`.execute(
    tx,
  )
  await sql`
    insert into roster_pending (unit_id, id, roster_id, version_no, name, credit_code, nominated, area, place_unit_id)
    select ${of.unitId}::uuid, gen_random_uuid(), ${of.rosterId}::uuid, ${of.no}::int, r.name, r.credit_code, r.nominated, r.area,
           r.place_unit_id
      from roster_version_rows r where ${mine} and r.decision = 'pending'`.execute(tx)
}

/** How many of a version's pending ones each unit is to add; unplaced ones go to the only unit that the keeper serves. */
export async function countPendingByUnit(tx: Tx, rosterId: string, no: number) {
  const { rows } = await sql<{ unitId: string; n: number }>`
    select coalesce(q.place_unit_id, u.serves[1]) as "unitId", count(*)::int as n
      from roster_pending q join org_units u on u.id = q.unit_id
     where q.roster_id = ${rosterId} and q.version_no = ${no} and coalesce(q.place_unit_id, u.serves[1]) is not null
       and (q.place_unit_id is not null or array_length(u.serves, 1) = 1)
     group by 1`.execute(tx)
  return rows
}
