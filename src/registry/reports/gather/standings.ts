import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'

/** As of a civil day, by what was recorded until an instant. */
export type Moment = { readonly on: string; readonly knownAt: Date }

/** An enterprise with anything that is counted, in the unit that was responsible for it on the day. */
export type Standing = {
  readonly enterpriseId: string
  readonly unitId: string
  readonly creditCode: string
  readonly aboveScale: boolean
  readonly award: boolean
  readonly letter: boolean
  readonly trained: boolean
  readonly evaluated: boolean
  readonly filed: boolean
}

/** Set-based, from the base tables alone: the same question answers the same years later. */
export async function findStandings(tx: Tx, unitIds: readonly string[], at: Moment): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    with candidates as (
      select enterprise_id from appointments where status in ('issued', 'ended')
      union select enterprise_id from roster_events),
    placed as (
      select e.id, e.credit_code, coalesce((
          select v.unit_id from enterprise_unit_events v
           where v.enterprise_id = e.id and v.effective_on <= ${at.on}::date and v.recorded_at <= ${at.knownAt}
           order by v.recorded_at desc, v.id desc limit 1), (
          -- As enterprise_units_on() has it.
          select v.unit_id from enterprise_unit_events v where v.enterprise_id = e.id and v.recorded_at <= ${at.knownAt}
           order by v.recorded_at, v.id limit 1), e.unit_id) as unit_id
        from candidates c join enterprises e on e.id = c.enterprise_id
       where coalesce((
          select v.kind from enterprise_state_events v
           where v.enterprise_id = e.id and v.kind in ('ended', 'resumed') and v.effective_on <= ${at.on}::date
             and v.recorded_at <= ${at.knownAt}
           order by v.effective_on desc, v.recorded_at desc, v.id desc limit 1), '') <> 'ended'),
    listed as (
      select m.enterprise_id, bool_or(r.scope_code = 'above-scale') as above_scale,
             bool_or(r.scope_code = 'government-quality-award') as award
        from rosters r cross join lateral roster_members(r.id, ${at.on}::date, ${at.knownAt}) m
       where r.scope_code in ('above-scale', 'government-quality-award') and r.period_from <= ${at.on}::date
         and (r.period_to is null or r.period_to >= ${at.on}::date)
       group by m.enterprise_id),
    in_office as (
      select a.enterprise_id, a.id from appointments a
       where a.status in ('issued', 'ended') and a.term_from <= ${at.on}::date
         and (a.term_to is null or a.term_to >= ${at.on}::date)
         and (a.ended_on is null or a.ended_at > ${at.knownAt} or a.ended_on >= ${at.on}::date)
         and exists (select 1 from appointment_events v where v.enterprise_id = a.enterprise_id and v.appointment_id = a.id
                        and v.kind = 'issued' and v.recorded_at <= ${at.knownAt}))
    select p.id as "enterpriseId", p.unit_id as "unitId", p.credit_code as "creditCode",
           coalesce(l.above_scale, false) as "aboveScale", coalesce(l.award, false) as award,
           o.id is not null as letter, false as trained, false as evaluated,
           exists (select 1 from filings f where f.enterprise_id = p.id and f.appointment_id = o.id and f.kind <> 'cancel'
                      and f.registered_at <= ${at.knownAt}
                      and (f.cancelled_on is null or f.cancelled_on > ${at.on}::date or f.cancelled_at > ${at.knownAt})
                      and (f.registered_at at time zone 'Asia/Shanghai')::date <= ${at.on}::date) as filed
      from placed p left join listed l on l.enterprise_id = p.id left join in_office o on o.enterprise_id = p.id
     where p.unit_id = any(${[...unitIds]}::uuid[]) order by p.credit_code`.execute(tx)
  return rows
}

/** 中小微 in the directory, by unit. */
export async function countSmall(
  tx: Tx,
  unitIds: readonly string[],
  at: Moment,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ unit_id: string; n: number }>`
    select e.unit_id, count(*)::int as n from enterprises e
     where e.unit_id = any(${[...unitIds]}::uuid[]) and e.size in ('中型', '小型', '微型') and e.created_at <= ${at.knownAt}
       and (e.ended_on is null or e.ended_on > ${at.on}::date)
     group by e.unit_id`.execute(tx)
  return new Map(rows.map(({ unit_id, n }) => [unit_id, n]))
}

/** Which units each of some units sees all of, itself among them. */
export async function scopesOf(tx: Tx, unitIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ viewer_id: string; units: string[] }>`
    select s.viewer_id, array_agg(s.unit_id::text) as units from unit_scope s
     where s.viewer_id = any(${[...unitIds]}::uuid[]) and s.covers = 'all' group by s.viewer_id`.execute(tx)
  return new Map(rows.map(({ viewer_id, units }) => [viewer_id, units]))
}
