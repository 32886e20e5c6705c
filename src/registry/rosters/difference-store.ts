import { type Expression, type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { DifferenceRow, SignedVersion } from './versions/contract.ts'

type Signed = Pick<SignedVersion, 'no' | 'effectiveOn' | 'signedAt'> | undefined
type Asked = { rosterId: string; from: Signed; to: Signed; change?: DifferenceRow['change'] | undefined }

const membersOf = (rosterId: string, version: Signed) =>
  sql`roster_members(${rosterId}::uuid, ${version?.effectiveOn ?? null}::date, ${version?.signedAt ?? null}::timestamptz)`

function differences({ rosterId, from, to, change }: Asked): RawBuilder<unknown> {
  const pendingOf = (version: Signed) =>
    sql`(select q.credit_code, q.name, q.nominated from roster_pending q where q.roster_id = ${rosterId} and q.version_no = ${version?.no ?? 0})`
  return sql`(
    select d.* from (
      select coalesce(a.enterprise_id, b.enterprise_id) as "enterpriseId", coalesce(e.name, l.listed_name, '') as name,
             coalesce(e.credit_code, l.listed_code, '') as "creditCode", coalesce(u.name, '') as "unitName",
             case when a.enterprise_id is null then 'came' when b.enterprise_id is null then 'went' else 'prize' end as change,
             coalesce(b.nominated, a.nominated) as nominated
        from ${membersOf(rosterId, from)} a full join ${membersOf(rosterId, to)} b on b.enterprise_id = a.enterprise_id
        left join enterprises e on e.id = coalesce(a.enterprise_id, b.enterprise_id) left join org_units u on u.id = e.unit_id
        left join lateral (select v.listed_name, v.listed_code from roster_events v
                            where v.roster_id = ${rosterId} and v.enterprise_id = coalesce(a.enterprise_id, b.enterprise_id) and v.kind = 'enter'
                              and e.id is null order by v.recorded_at desc limit 1) l on true
       where a.enterprise_id is null or b.enterprise_id is null or a.nominated <> b.nominated
      union all
      select null, coalesce(b.name, a.name), coalesce(b.credit_code, a.credit_code), '',
             case when a.name is null then 'pending-came' else 'pending-went' end, coalesce(b.nominated, a.nominated)
        from ${pendingOf(from)} a full join ${pendingOf(to)} b on b.credit_code = a.credit_code and b.name = a.name
       where a.name is null or b.name is null) d
     where ${change ?? null}::text is null or d.change = ${change ?? null})`
}

const order = sql`array_position(array['came', 'went', 'prize', 'pending-came', 'pending-went'], d.change), d.name, d."creditCode"`

/** A page of what differs, and how many came, went and stayed. */
export async function findDifferences(tx: Tx, asked: Asked, page: { offset: number; limit: number }) {
  const { change: _, ...whole } = asked
  const [rows, counts, stayed] = await Promise.all([
    sql<DifferenceRow>`select * from ${differences(asked)} d order by ${order} limit ${page.limit} offset ${page.offset}`.execute(
      tx,
    ),
    sql<{ change: DifferenceRow['change']; n: number }>`
      select d.change, count(*)::int as n from ${differences(whole)} d group by d.change`.execute(tx),
    sql<{ n: number }>`
      select count(*)::int as n from ${membersOf(asked.rosterId, asked.from)} a
        join ${membersOf(asked.rosterId, asked.to)} b on b.enterprise_id = a.enterprise_id`.execute(tx),
  ])
  return {
    rows: rows.rows,
    counts: new Map(counts.rows.map(({ change, n }) => [change, n])),
    stayed: stayed.rows[0]?.n ?? 0,
  }
}

/** All that differs, for a file. */
export function differencesToExport(asked: Asked) {
  return sql`(select * from ${differences(asked)} d order by ${order})` as unknown as Expression<DifferenceRow>
}
