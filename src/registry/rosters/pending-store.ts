import { type Expression, type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { PendingMember } from './versions/contract.ts'

type Asked = { rosterId?: string | undefined; text?: string | undefined; unitId: string }

/** Of the last signed version of each list, whom the directory did not know, as far as the asker may see them. */
function pending({ rosterId, text, unitId }: Asked): RawBuilder<unknown> {
  const part = `%${(text ?? '').replace(/[\\%_]/g, (char) => `\\${char}`)}%`
  return sql`(
    select q.id, q.roster_id as "rosterId", r.name as "rosterName", s.name as "scopeName", q.version_no as no,
           k.name as "keeperName", q.name, q.credit_code as "creditCode", q.area, q.nominated, p.name as "placeName",
           e.id as "enterpriseId", e.id is not null and q.unit_id = ${unitId} as "mayEnter"
      from roster_pending q join rosters r on r.id = q.roster_id join roster_scopes s on s.code = r.scope_code
      join org_units k on k.id = q.unit_id left join org_units p on p.id = q.place_unit_id
      left join enterprises e on e.credit_code = q.credit_code and e.ended_on is null
     where q.version_no = (select max(v.no) from roster_versions v where v.roster_id = q.roster_id and v.status = 'signed')
       and (${rosterId ?? null}::uuid is null or q.roster_id = ${rosterId ?? null})
       and (q.name like ${part} or q.credit_code like ${part.toUpperCase()}))`
}

export async function findPending(tx: Tx, asked: Asked, page: { offset: number; limit: number }) {
  const [rows, total] = await Promise.all([
    sql<PendingMember>`
      select * from ${pending(asked)} w order by w."rosterName", w.name, w.id limit ${page.limit} offset ${page.offset}`.execute(
      tx,
    ),
    sql<{ n: number }>`select count(*)::int as n from ${pending(asked)} w`.execute(tx),
  ])
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 }
}

export function pendingToExport(asked: Asked) {
  return sql`(select * from ${pending(asked)} w order by w."rosterName", w.name, w.id)` as unknown as Expression<PendingMember>
}
