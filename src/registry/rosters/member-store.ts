import { type Expression, type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { RosterMember } from './contract.ts'

type At = { onDate: string; knownAt: Date }
type Member = Omit<RosterMember, 'recordedAt'> & { recordedAt: Date }

/**
 * Members on a day as known at an instant, each with the record that says so. Its keeper has an enterprise on the list also
 * when it has moved out of sight: then by the name that the list gave it.
 */
function members(rosterId: string, at: At, text: string | undefined): RawBuilder<unknown> {
  const part = `%${(text ?? '').replace(/[\\%_]/g, (char) => `\\${char}`)}%`
  return sql`(
    select l.enterprise_id as "enterpriseId", coalesce(e.name, l.listed_name) as name,
           coalesce(e.credit_code, l.listed_code) as "creditCode", coalesce(u.name, '') as "unitName", l.nominated,
           l.effective_on as since, l.recorded_at as "recordedAt", l.note, l.version_no as no, l.listed_name as "listedName"
      from (select distinct on (v.enterprise_id) v.* from roster_events v
             where v.roster_id = ${rosterId} and v.effective_on <= ${at.onDate}::date and v.recorded_at <= ${at.knownAt}
             order by v.enterprise_id, v.effective_on desc, v.recorded_at desc, v.id desc) l
      left join enterprises e on e.id = l.enterprise_id left join org_units u on u.id = e.unit_id
     where l.kind = 'enter' and (coalesce(e.name, l.listed_name) like ${part}
       or coalesce(e.credit_code, l.listed_code) like ${part.toUpperCase()}))`
}

/** A page of them, by name. */
export async function findMembers(
  tx: Tx,
  rosterId: string,
  at: At,
  query: { text?: string | undefined; after?: { name: string; id: string } | undefined; limit: number },
): Promise<{ rows: RosterMember[]; total: number }> {
  const all = members(rosterId, at, query.text)
  const after = query.after
    ? sql`where (m.name, m."enterpriseId") > (${query.after.name}, ${query.after.id}::uuid)`
    : sql``
  const [found, counted] = await Promise.all([
    sql<Member>`select * from ${all} m ${after} order by m.name, m."enterpriseId" limit ${query.limit}`.execute(
      tx,
    ),
    sql<{ n: number }>`select count(*)::int as n from ${all} m`.execute(tx),
  ])
  return {
    rows: found.rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() })),
    total: counted.rows[0]?.n ?? 0,
  }
}

export type ExportedMember = Omit<Member, 'recordedAt' | 'since'> & { sinceText: string }

/** All of them, for a file. */
export function membersToExport(rosterId: string, at: At, text: string | undefined) {
  return sql`(select m.*, m.since::text as "sinceText" from ${members(rosterId, at, text)} m
    order by m.name, m."enterpriseId")` as unknown as Expression<ExportedMember>
}
