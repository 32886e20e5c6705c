import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Known } from './judge-file.ts'

type At = { onDate: string; knownAt: Date }

const endings = sql`case e.ended_as when 'deregistered' then '注销' when 'stopped' then '停产' when 'moved-away' then '迁出'
  when 'duplicate' then '并入另一条记录' end`

/** Enterprises in sight by code or by near name, each with its standing on the list; and whose the codes out of sight are. */
export async function findKnown(
  tx: Tx,
  rosterId: string,
  by: { codes: readonly string[]; nameKeys: readonly string[] },
  at: At,
): Promise<{ known: Known[]; elsewhere: ReadonlyMap<string, string> }> {
  const columns = sql`e.id, e.name, e.credit_code as "creditCode", coalesce(e.name_key, '') as "nameKey", u.name as "unitName",
    case when e.ended_on is not null then ${endings} || '（' || e.ended_on || '）' end as ended, m.nominated`
  const joined = sql`join org_units u on u.id = e.unit_id left join lateral (
      select case when v.kind = 'enter' then v.nominated end as nominated from roster_events v
       where v.roster_id = ${rosterId} and v.enterprise_id = e.id and v.effective_on <= ${at.onDate}::date and v.recorded_at <= ${at.knownAt}
       order by v.effective_on desc, v.recorded_at desc, v.id desc limit 1) m on true`
  const [found, owners] = await Promise.all([
    sql<Known>`
      select ${columns} from enterprises e ${joined} where e.credit_code = any(${[...by.codes]}::text[])
      union
      select ${columns} from enterprises e ${joined}
       where e.unit_id = any(array(select s.unit_id from unit_scope s where s.viewer_id = app_unit()))
         and e.name_key = any(${[...by.nameKeys]}::text[]) and e.ended_on is null
      order by "creditCode" limit 20000`.execute(tx),
    sql<{ credit_code: string; unit_name: string }>`
      select * from credit_code_owners(${[...by.codes]}::text[])`.execute(tx),
  ])
  const seen = new Set(found.rows.map(({ creditCode }) => creditCode))
  return {
    known: found.rows,
    elsewhere: new Map(
      owners.rows.filter((row) => !seen.has(row.credit_code)).map((row) => [row.credit_code, row.unit_name]),
    ),
  }
}
