import { type Expression, sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import type { RosterStateRow } from './states/contract.ts'

export type StateUnit = {
  unitId: string
  unitName: string
  keeperId: string | null
  keeperName: string | null
  remindedAt: Date | null
  remindedBy: string | null
}

/**
 * Registering units in sight (those above the counties only where they have enterprises themselves), each with the bureau that
 * keeps lists for it (the nearest that serves it, or itself) and the last reminder about this kind of list.
 */
export async function findStateUnits(
  tx: Tx,
  viewerId: string,
  scopeCode: string,
  on: string,
  only?: string,
): Promise<StateUnit[]> {
  const { rows } = await sql<StateUnit>`
    select u.id as "unitId", u.name as "unitName", k.id as "keeperId", k.name as "keeperName", m.at as "remindedAt",
           m.by_name as "remindedBy"
      from unit_scope s join org_units u on u.id = s.unit_id
      left join lateral (
        select k.id, k.name from org_units k
         where 'roster' = any(k.functions) and (k.valid_to is null or k.valid_to >= ${on}::date) and (u.id = any(k.serves) or k.id = u.id)
         order by array_position(array['county', 'city', 'province', 'nation'], k.level), cardinality(k.serves), k.id limit 1) k on true
      left join lateral (
        select m.at, m.by_name from roster_reminders m where m.about_unit_id = u.id and m.scope_code = ${scopeCode}
         order by m.at desc limit 1) m on true
     where s.viewer_id = ${viewerId} and u.line = 'market-regulation' and 'registration' = any(u.functions)
       and u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to >= ${on}::date)
       and (u.level = 'county' or exists (select 1 from tenants t where t.unit_id = u.id))
       and (${only ?? null}::uuid is null or u.id = ${only ?? null})
     order by array_position(array['nation', 'province', 'city', 'county'], u.level), u.kind, u.numbering_code`.execute(
    tx,
  )
  return rows
}

/** Members of lists of a kind in force on a day, by the unit that is responsible today. */
export async function countMembersByUnit(
  tx: Tx,
  scopeCode: string,
  unitIds: readonly string[],
  on: string,
  known: Date,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ unitId: string; n: number }>`
    select t.unit_id as "unitId", count(distinct m.enterprise_id)::int as n
      from rosters r cross join lateral roster_members(r.id, ${on}::date, ${known}) m
      join tenants t on t.enterprise_id = m.enterprise_id
     where r.scope_code = ${scopeCode} and r.period_from <= ${on}::date and (r.period_to is null or r.period_to >= ${on}::date)
       and t.unit_id = any(${[...unitIds]}::uuid[])
     group by t.unit_id`.execute(tx)
  return new Map(rows.map(({ unitId, n }) => [unitId, n]))
}

export async function insertReminder(
  tx: Tx,
  reminder: {
    unitId: string
    toUnitId: string
    aboutUnitId: string
    scopeCode: string
    state: string
    note: string
    at: Date
    by: string
    byName: string
  },
) {
  await tx
    .insertInto('roster_reminders')
    .values({
      unit_id: reminder.unitId,
      id: newId(),
      to_unit_id: reminder.toUnitId,
      about_unit_id: reminder.aboutUnitId,
      scope_code: reminder.scopeCode,
      state: reminder.state,
      note: reminder.note,
      at: reminder.at,
      by_account: reminder.by,
      by_name: reminder.byName,
    })
    .execute()
}

/** Rows that are computed already, as a query, for a file. */
export function statesToExport(rows: readonly RosterStateRow[]) {
  return sql`(
    select r."unitName", r.state, r.versions, r.members, r.keeper, r."lastReminder"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("unitName" text, state text, versions jsonb, members int,
        keeper jsonb, "lastReminder" jsonb))` as unknown as Expression<RosterStateRow>
}
