import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { Answer, CredentialKind, CredentialRecord, SurveyRow } from './contract.ts'

/** A record as it is written. */
export type NewCredential = {
  readonly enterpriseId: string
  readonly id: string
  readonly kind: CredentialKind
  readonly held: boolean
  readonly heldOn: string | null
  readonly issuer: string
  readonly number: string
  readonly personName: string
  readonly personKey: Buffer | null
  readonly hours: number | null
  readonly saidBy: string
  readonly asOf: string
  readonly source: 'survey' | 'import'
  readonly note: string
  readonly recordedAt: Date
  readonly recordedBy: string
  readonly recordedByName: string
  readonly unitId: string | null
  readonly importId: string | null
  readonly voids: string | null
}

/** Answers how many were written: what somebody else has just taken back is not taken back again. */
export async function insertCredentials(tx: Tx, records: readonly NewCredential[]): Promise<number> {
  const sent = records.map(({ personKey, ...record }) => ({
    ...record,
    personKey: personKey?.toString('hex') ?? null,
  }))
  const { numAffectedRows } = await sql`
    insert into credential_records (enterprise_id, id, kind, held, held_on, issuer, number, person_name, person_key, hours,
        said_by, as_of, source, note, recorded_at, recorded_by, recorded_by_name, unit_id, import_id, voids)
    select r."enterpriseId", r.id, r.kind, r.held, r."heldOn", r.issuer, r.number, r."personName", decode(r."personKey", 'hex'), r.hours,
        r."saidBy", r."asOf", r.source, r.note, r."recordedAt", r."recordedBy", r."recordedByName", r."unitId", r."importId", r.voids
      from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as r("enterpriseId" uuid, id uuid, kind text, held boolean,
        "heldOn" date, issuer text, number text, "personName" text, "personKey" text, hours int, "saidBy" text, "asOf" date,
        source text, note text, "recordedAt" timestamptz, "recordedBy" uuid, "recordedByName" text, "unitId" uuid,
        "importId" uuid, voids uuid)
    on conflict (enterprise_id, voids) where voids is not null do nothing`.execute(tx)
  return Number(numAffectedRows)
}

/** All records of an enterprise, newest first. */
export async function findCredentials(tx: Tx, enterpriseId: string, on: string): Promise<CredentialRecord[]> {
  const { rows } = await sql<CredentialRecord & { recordedAt: Date; voidedAt: Date | null }>`
    select c.id, c.kind, c.held, c.held_on as "heldOn", coalesce(c.issuer, '') as issuer, coalesce(c.number, '') as number,
           coalesce(c.person_name, '') as "personName", c.hours, c.said_by as "saidBy", c.as_of as "asOf", c.source,
           coalesce(c.note, '') as note, c.recorded_at as "recordedAt", c.recorded_by_name as "recordedByName",
           u.name as "unitName", v.recorded_at as "voidedAt", v.note as "voidReason", h.record_id is not null as holds
      from credential_records c left join org_units u on u.id = c.unit_id
      left join credential_records v on v.enterprise_id = c.enterprise_id and v.voids = c.id
      left join credentials_on(${enterpriseId}, ${on}, 'infinity') h on h.record_id = c.id
     where c.enterprise_id = ${enterpriseId} and c.voids is null
     order by c.recorded_at desc, c.id desc`.execute(tx)
  return rows.map((row) => ({
    ...row,
    recordedAt: (row.recordedAt as unknown as Date).toISOString(),
    voidedAt: (row.voidedAt as unknown as Date | null)?.toISOString() ?? null,
  }))
}

/** @throws notFound */
export async function getCredential(tx: Tx, enterpriseId: string, id: string) {
  const row = await tx
    .selectFrom('credential_records')
    .selectAll()
    .where('enterprise_id', '=', enterpriseId)
    .where('id', '=', id)
    .where('voids', 'is', null)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** Whether an officer is in office on a day by a letter issued in this system. */
export async function hasLetterHere(tx: Tx, enterpriseId: string, on: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from appointments a
      where a.enterprise_id = ${enterpriseId} and a.status in ('issued', 'ended') and a.term_from <= ${on}::date
        and coalesce(a.ended_on, a.term_to, 'infinity') >= ${on}::date) as found`.execute(tx)
  return rows[0]?.found === true
}

export type SurveyQuery = {
  readonly unitId: string
  readonly on: string
  readonly who?: 'above-scale' | 'recorded' | 'unrecorded' | 'all' | undefined
  readonly kind?: CredentialKind | undefined
  readonly answer?: Answer | undefined
  readonly text?: string | undefined
}

const answerOf = (column: RawBuilder<unknown>) =>
  sql`case when ${column} then 'yes' when not ${column} then 'no' else 'unknown' end`

const said = {
  letter: sql`(s.letter_here or s.letter)`,
  training: sql`s.training`,
  evaluation: sql`s.evaluation`,
} as const

/** All rows that a query meets, by name. */
export function surveyRows(query: SurveyQuery): RawBuilder<SurveyRow> {
  return sql<SurveyRow>`(select ${shown} ${from(query)} order by e.name, e.id)`
}

const shown = sql`e.id as "enterpriseId", e.name, e.credit_code as "creditCode", u.name as "unitName",
  ${answerOf(said.letter)} as letter, ${answerOf(said.training)} as training, ${answerOf(said.evaluation)} as evaluation,
  coalesce(s.letter_here, false) as "letterHere", s.as_of as "asOf"`

function from({ unitId, on, who = 'recorded', kind, answer, text }: SurveyQuery): RawBuilder<unknown> {
  const part = `%${(text ?? '').replace(/[\\%_]/g, (char) => `\\${char}`)}%`
  const chosen = {
    recorded: sql`s.enterprise_id is not null`,
    unrecorded: sql`s.enterprise_id is null`,
    'above-scale': sql`e.id in (select m.enterprise_id from rosters r cross join lateral roster_members(r.id, ${on}::date, 'infinity') m
      where r.scope_code = 'above-scale' and r.period_from <= ${on}::date and (r.period_to is null or r.period_to >= ${on}::date))`,
    all: sql`true`,
  }[who]
  const answered = kind && answer ? sql`and ${answerOf(said[kind])} = ${answer}` : sql``
  const named = text ? sql`and (e.name like ${part} or e.credit_code like ${part.toUpperCase()})` : sql``
  const kindOfJoin = who === 'recorded' ? sql`join` : sql`left join`
  return sql`from enterprises e join org_units u on u.id = e.unit_id
      ${kindOfJoin} survey_standing(${unitId}, ${on}) s on s.enterprise_id = e.id
    where (e.ended_on is null or e.ended_on > ${on}::date)
      and e.unit_id = any(array(select b.unit_id from unit_scope b where b.viewer_id = ${unitId} and b.covers = 'all'))
      and ${chosen} ${answered} ${named}`
}

export async function findSurvey(
  tx: Tx,
  query: SurveyQuery,
  page: { after: { name: string; id: string } | undefined; limit: number },
): Promise<{ rows: SurveyRow[]; total: number }> {
  const after = page.after ? sql`and (e.name, e.id) > (${page.after.name}, ${page.after.id}::uuid)` : sql``
  const [found, counted] = await Promise.all([
    sql<SurveyRow>`select ${shown} ${from(query)} ${after} order by e.name, e.id limit ${page.limit}`.execute(
      tx,
    ),
    sql<{ n: number }>`select count(*)::int as n ${from(query)}`.execute(tx),
  ])
  return { rows: found.rows, total: counted.rows[0]?.n ?? 0 }
}

export async function surveyCounts(tx: Tx, unitId: string, on: string) {
  const { rows } = await sql<{
    enterprises: number
    surveyed: number
    letter: number
    training: number
    evaluation: number
  }>`
    select (select count(*)::int from enterprises e where (e.ended_on is null or e.ended_on > ${on}::date)
              and e.unit_id = any(array(select b.unit_id from unit_scope b where b.viewer_id = ${unitId} and b.covers = 'all'))) as enterprises,
           count(*)::int as surveyed, (count(*) filter (where ${said.letter}))::int as letter,
           (count(*) filter (where ${said.training}))::int as training,
           (count(*) filter (where ${said.evaluation}))::int as evaluation
      from survey_standing(${unitId}, ${on}) s`.execute(tx)
  const [counts] = rows
  if (!counts) throw new Error('no counts')
  return counts
}
