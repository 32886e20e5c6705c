import { type Expression, type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound, type ParsedInputOf } from '#platform/operation.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import type { countFilingsByUnit, UnitCounts } from './contract.ts'

type Query = Omit<ParsedInputOf<typeof countFilingsByUnit>, 'sort'> & {
  sort?: ParsedInputOf<typeof countFilingsByUnit>['sort']
}

/** Units directly below one, each with all that is below it; the unit itself where it has filings of its own. */
export function unitCounts(query: Query, today: CivilDate): Expression<UnitCounts> {
  const of = (status: string) => sql`coalesce(sum(n.n) filter (where n.status = ${status}), 0)::int`
  return sql<UnitCounts>`(
    with counts as (select * from filing_counts(${query.unitId}, ${today}::date)),
    listed as (
      select c.id, c.name, c.level, c.position, coalesce(c.area_code, '~') as area, g.unit_id from org_units c
        join unit_scope g on g.viewer_id = c.id and g.covers = 'all'
       where c.parent_id = ${query.unitId} and c.line = 'market-regulation'
         and (c.valid_to is null or c.valid_to >= ${today}::date)
      union all
      select o.id, o.name, o.level, -1, '', o.id from org_units o
       where o.id = ${query.unitId} and exists (select 1 from counts where unit_id = o.id)),
    summed as (
      select l.id as "unitId", l.name, l.level, l.position, l.area,
             case when l.id = ${query.unitId} then 0 else (select count(*)::int from org_units b
               where b.parent_id = l.id and b.line = 'market-regulation' and (b.valid_to is null or b.valid_to >= ${today}::date)) end as below,
             ${of('submitted')} as submitted, ${of('accepted')} as accepted,
             ${of('returned')} as returned, ${of('registered')} as registered,
             coalesce(sum(n.late) filter (where n.status in ('submitted', 'accepted')), 0)::int as late,
             (min(n.oldest) filter (where n.status in ('submitted', 'accepted')) at time zone 'Asia/Shanghai')::date as "waitingSince"
        from listed l left join counts n on n.unit_id = l.unit_id
       group by l.id, l.name, l.level, l.position, l.area)
    select "unitId", name, level, below, submitted, accepted, returned, registered, late, "waitingSince" from summed
     where (${query.waiting ?? null}::text is null or submitted + accepted > 0)
       and (${query.text ?? null}::text is null or position(${query.text ?? ''} in name) > 0)
     order by ${orderOf(query.sort)} summed.position, area, name)`
}

function orderOf(sort: Query['sort']): RawBuilder<unknown> {
  if (!sort) return sql``
  return sort === 'waitingSince' ? sql`"waitingSince" asc nulls last,` : sql`${sql.ref(sort)} desc,`
}

export async function findUnitCounts(tx: Tx, query: Query, today: CivilDate): Promise<UnitCounts[]> {
  const { rows } = await sql<UnitCounts>`select * from ${unitCounts(query, today)} as counted`.execute(tx)
  return rows
}

/** The unit whose units are shown; its parent where the asker oversees that too. @throws notFound */
export async function getShownUnit(tx: Tx, unitId: string) {
  const { rows } = await sql<{ id: string; name: string; parentId: string | null }>`
    select o.id, o.name, (select s.unit_id from unit_scope s
        where s.viewer_id = app_unit() and s.unit_id = o.parent_id and s.covers = 'all') as "parentId"
      from org_units o where o.id = ${unitId}`.execute(tx)
  const [unit] = rows
  if (!unit) throw notFound()
  return unit
}
