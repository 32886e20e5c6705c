import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { normaliseCode } from '#platform/values/text.ts'
import { escaped, searchWaysOf } from '#registry/enterprises/index.ts'
import type { FoundOfficer } from './contract.ts'

/** Counted no further. */
export const COUNTED_OFFICERS = 1000

/** Officers by name, number or code, as far as the asker sees them. */
export async function findOfficers(tx: Tx, text: string, today: string, limit: number) {
  const code = normaliseCode(text)
  const asked = {
    text: searchWaysOf(text),
    name: `%${escaped(text)}%`,
    ...(/^[0-9A-Z〔〕()（）-]{4,40}$/.test(code) && { number: `${escaped(code)}%` }),
    ...(/^[0-9A-Z]{6,18}$/.test(code) && { code: `${code}%` }),
    limit,
  }
  const { rows: found } = await sql<{ enterprise_id: string; appointment_id: string; total: number }>`
    select * from find_officers(${JSON.stringify(asked)}::jsonb)`.execute(tx)
  if (found.length === 0) return { rows: [], total: 0 }
  const { rows } = await sql<FoundOfficer>`
    select a.enterprise_id as "enterpriseId", a.id as "appointmentId", f.id as "filingId", f.filing_no as "filingNo",
           a.person_name as "personName", a.position_title as "positionTitle", a.term_from as "termFrom", a.term_to as "termTo",
           e.name as "enterpriseName", u.name as "unitName",
           case when a.status = 'ended' and a.ended_on < ${today}::date or a.term_to < ${today}::date then 'past'
                when f.status = 'registered' then 'filed' else 'appointed' end as state
      from unnest(${found.map((row) => row.enterprise_id)}::uuid[], ${found.map((row) => row.appointment_id)}::uuid[])
           with ordinality as k(enterprise_id, id, n)
      join appointments a on a.enterprise_id = k.enterprise_id and a.id = k.id
      join enterprises e on e.id = a.enterprise_id join org_units u on u.id = e.unit_id
      left join lateral (
        select f.id, f.filing_no, f.status from filings f
         where f.enterprise_id = a.enterprise_id and f.appointment_id = a.id and f.registered_at is not null and f.kind <> 'cancel'
         order by f.registered_at desc, f.id desc limit 1) f on true
     order by k.n`.execute(tx)
  return { rows, total: found[0]?.total ?? 0 }
}

/** Officers of any enterprise whose search words are missing; for the system alone. */
export async function officersWithoutWords(tx: Tx, limit: number) {
  const { rows } = await sql<{ enterprise_id: string; appointment_id: string; name: string }>`
    select * from officers_without_words(${limit})`.execute(tx)
  return rows
}

/** Gives words to those that still have none under the same name; answers how many. */
export async function giveOfficerWords(
  tx: Tx,
  words: readonly { enterprise_id: string; appointment_id: string; name: string; words: string }[],
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select give_officer_words(${JSON.stringify(words)}::jsonb) as n`.execute(tx)
  return rows[0]?.n ?? 0
}
