import type pg from 'pg'
import { newId } from '#platform/ids.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'

/** Writes what may happen to enterprises straight into the base tables, with instants of one's choice. */
export type Sql = <R extends pg.QueryResultRow = pg.QueryResultRow>(
  text: string,
  values?: unknown[],
) => Promise<R[]>

let count = 0

/** A city with counties below it, apart from all others. */
export async function makeCity(sql: Sql, counties: number): Promise<{ city: string; counties: string[] }> {
  const insert = async (parent: string | null, level: string) => {
    const id = newId()
    count += 1
    await sql(
      `insert into org_units (id, parent_id, name, short_name, line, level, kind, numbering_code, functions)
       values ($1, $2, $3, $3, 'market-regulation', $4, 'bureau', $5, '{registration}')`,
      [id, parent, `示例${count}局`, level, `S${count}`],
    )
    return id
  }
  const city = await insert(null, 'city')
  const below: string[] = []
  for (let n = 0; n < counties; n += 1) below.push(await insert(city, 'county'))
  return { city, counties: below }
}

export async function enterEnterprise(
  sql: Sql,
  of: { unitId: string; size: string | null; at: string; placed?: boolean },
): Promise<string> {
  const id = newId()
  count += 1
  await sql(
    `insert into enterprises (id, credit_code, name, unit_id, size, created_at) values ($1, $2, $3, $4, $5, $6)`,
    [
      id,
      makeCreditCode(`91360900MAC${String(count).padStart(6, '0')}`),
      `示例${count}号有限公司`,
      of.unitId,
      of.size,
      of.at,
    ],
  )
  if (of.placed !== false)
    await place(sql, { enterpriseId: id, unitId: of.unitId, on: of.at.slice(0, 10), at: of.at })
  return id
}

async function place(sql: Sql, of: { enterpriseId: string; unitId: string; on: string; at: string }) {
  await sql(
    `insert into enterprise_unit_events (enterprise_id, id, unit_id, effective_on, recorded_at, reason) values ($1, $2, $3, $4, $5, '示例')`,
    [of.enterpriseId, newId(), of.unitId, of.on, of.at],
  )
}

export async function moveEnterprise(
  sql: Sql,
  of: { enterpriseId: string; unitId: string; on: string; at: string },
) {
  await sql('update enterprises set unit_id = $2 where id = $1', [of.enterpriseId, of.unitId])
  await place(sql, of)
}

/** The size has no date of its own: the clock of the table is set back. */
export async function resize(sql: Sql, of: { enterpriseId: string; size: string | null; at: string }) {
  await sql('update enterprises set size = $2 where id = $1', [of.enterpriseId, of.size])
  await sql(
    `update enterprise_size_events set recorded_at = $2, effective_on = beijing_day($2::timestamptz)
      where enterprise_id = $1 and id = (select max(id) from enterprise_size_events where enterprise_id = $1)
        and recorded_at > now() - interval '1 minute'`,
    [of.enterpriseId, of.at],
  )
  await sql('select coverage_touch(array[$1::uuid])', [of.enterpriseId])
}

export async function setState(
  sql: Sql,
  of: { enterpriseId: string; kind: 'ended' | 'resumed'; on: string; at: string },
) {
  await sql(
    `insert into enterprise_state_events (enterprise_id, id, kind, ended_as, effective_on, recorded_at) values ($1, $2, $3, $4, $5, $6)`,
    [of.enterpriseId, newId(), of.kind, of.kind === 'ended' ? 'stopped' : null, of.on, of.at],
  )
}

export async function makeRoster(
  sql: Sql,
  of: { unitId: string; scope: string; level: string | null; from: string; to: string | null },
): Promise<string> {
  const id = newId()
  await sql(
    `insert into rosters (id, unit_id, scope_code, name, level, period_from, period_to, created_by) values ($1, $2, $3, '示例', $4, $5, $6, $2)`,
    [id, of.unitId, of.scope, of.level, of.from, of.to],
  )
  return id
}

export async function setRosterEnd(sql: Sql, of: { rosterId: string; to: string | null; at: string }) {
  await sql('update rosters set period_to = $2 where id = $1', [of.rosterId, of.to])
  await sql(
    `update roster_period_events set recorded_at = $2
      where roster_id = $1 and id = (select max(id) from roster_period_events where roster_id = $1)
        and recorded_at > now() - interval '1 minute'`,
    [of.rosterId, of.at],
  )
}

/** A signed version of one entry. */
export async function enlist(
  sql: Sql,
  of: {
    rosterId: string
    enterpriseId: string
    kind: 'enter' | 'leave'
    nominated: boolean
    on: string
    at: string
  },
) {
  await sql(
    `with signed as (
       insert into roster_versions (unit_id, id, roster_id, kind, status, phase, no, effective_on, created_by, signed_at, signed_by, signed_name, signed_unit)
       select r.unit_id, $2, r.id, 'record', 'signed', 'ready', 1 + (select count(*) from roster_versions v where v.roster_id = r.id), $3::date,
              r.unit_id, $4, r.unit_id, '示例', '示例' from rosters r where r.id = $1 returning no)
     insert into roster_events (enterprise_id, id, roster_id, kind, nominated, effective_on, recorded_at, recorded_by, version_no)
     select $5, $2, $1, $6, $7, $3::date, $4, $1, no from signed`,
    [of.rosterId, newId(), of.on, of.at, of.enterpriseId, of.kind, of.nominated],
  )
  // Signing counts what is there already: in one statement that is not this one.
  await sql(
    `update roster_versions v set members = (select count(*) from roster_members(v.roster_id, v.effective_on, v.signed_at)),
       members_digest = roster_digest(v.roster_id, v.effective_on, v.signed_at, v.no) where v.roster_id = $1`,
    [of.rosterId],
  )
}

/** False where somebody else is in office in these days. */
export async function appoint(
  sql: Sql,
  of: { enterpriseId: string; id: string; from: string; to: string | null; at: string },
): Promise<boolean> {
  const free = await sql(
    `insert into appointments (enterprise_id, id, status, person_name, position_title, position_level, full_time, term_from, term_to,
       appointer_name, appointer_capacity, issued_on, created_at)
     select $1, $2, 'issued', '示例周', '总监', 'decision', true, $3::date, $4::date, '示例郑', '法定代表人', $3::date, $5
      where not exists (select 1 from appointments a where a.enterprise_id = $1 and a.status in ('issued', 'ended')
              and daterange(a.term_from, coalesce(a.ended_on, a.term_to), '[]') && daterange($3::date, $4::date, '[]')) returning id`,
    [of.enterpriseId, of.id, of.from, of.to, of.at],
  )
  if (free.length === 0) return false
  await sql(
    `insert into appointment_events (enterprise_id, id, appointment_id, kind, effective_on, recorded_at) values ($1, $2, $3, 'issued', $4, $5)`,
    [of.enterpriseId, newId(), of.id, of.from, of.at],
  )
  return true
}

export async function endTerm(sql: Sql, of: { enterpriseId: string; id: string; on: string; at: string }) {
  await sql(
    `update appointments set status = 'ended', ended_on = $3, ended_at = $4, end_reason = 'other' where enterprise_id = $1 and id = $2`,
    [of.enterpriseId, of.id, of.on, of.at],
  )
}

export type Filed = { enterpriseId: string; id: string; appointmentId: string; at: string }

/** A registered filing; what it follows is closed as the desk closes it. */
export async function file(
  sql: Sql,
  of: Filed & {
    kind: 'new' | 'change' | 'replace' | 'cancel'
    previousId: string | null
    cancelledOn: string | null
  },
) {
  if (of.previousId) {
    await sql(
      `update filings set status = $3, cancelled_on = $4::date, cancelled_at = case when $4::date is not null then $5::timestamptz end,
         superseded_at = case when $6 then $5::timestamptz end where enterprise_id = $1 and id = $2`,
      [
        of.enterpriseId,
        of.previousId,
        of.kind === 'change' ? 'changed' : 'cancelled',
        of.kind === 'change' ? null : of.cancelledOn,
        of.at,
        of.kind !== 'cancel',
      ],
    )
  }
  await sql(
    `insert into filings (enterprise_id, id, kind, status, unit_id, appointment_id, previous_id, submitted_at, registered_at, filing_no, cancellation)
     select $1, $2, $3, $4, e.unit_id, $5, $6, $7, $7, $9, $8::jsonb from enterprises e where e.id = $1`,
    [
      of.enterpriseId,
      of.id,
      of.kind,
      of.kind === 'cancel' ? 'cancelled' : 'registered',
      of.appointmentId,
      of.previousId,
      of.at,
      of.kind === 'cancel' ? '{}' : null,
      `S-${of.id}`,
    ],
  )
}

export async function tell(
  sql: Sql,
  of: {
    enterpriseId: string
    id: string
    kind: 'letter' | 'training' | 'evaluation'
    held: boolean
    heldOn: string | null
    issuer: string | null
    person: string | null
    asOf: string
    at: string
    voids: string | null
  },
) {
  await sql(
    `insert into credential_records (enterprise_id, id, kind, held, held_on, issuer, person_name, said_by, as_of, source, recorded_at, voids)
     values ($1, $2, $3, $4, $5, $6, $7, '示例', $8, 'survey', $9, $10)`,
    [of.enterpriseId, of.id, of.kind, of.held, of.heldOn, of.issuer, of.person, of.asOf, of.at, of.voids],
  )
}
