import { type Selectable, sql } from 'kysely'
import type { RosterVersions } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { Decision, DraftOutcome, DraftRow } from './drafts/contract.ts'
import { type JudgedRow, rememberedKey } from './judge-file.ts'

export type Draft = Selectable<RosterVersions>
type Run = { readonly unit_id: string; readonly id: string }

/** Members that are not in the file come after all lines of it. */
const GONE_FROM = 1_000_000_000

export async function findDraft(tx: Tx, rosterId: string): Promise<Draft | undefined> {
  return tx
    .selectFrom('roster_versions')
    .selectAll()
    .where('roster_id', '=', rosterId)
    .where('status', '=', 'draft')
    .where('kind', '=', 'file')
    .executeTakeFirst()
}

/** The open draft, held against others until the transaction ends. @throws notFound */
export async function lockDraft(tx: Tx, rosterId: string): Promise<Draft> {
  const row = await tx
    .selectFrom('roster_versions')
    .selectAll()
    .where('roster_id', '=', rosterId)
    .where('status', '=', 'draft')
    .where('kind', '=', 'file')
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** By its id, whatever became of it; held. */
export async function lockUpload(tx: Tx, unitId: string, id: string): Promise<Draft | undefined> {
  return tx
    .selectFrom('roster_versions')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function insertDraft(
  tx: Tx,
  draft: {
    unitId: string
    id: string
    rosterId: string
    effectiveOn: string
    fileName: string
    sha256: Buffer
    size: number
    by: string
  },
) {
  await tx
    .insertInto('roster_versions')
    .values({
      unit_id: draft.unitId,
      id: draft.id,
      roster_id: draft.rosterId,
      kind: 'file',
      effective_on: draft.effectiveOn,
      file_name: draft.fileName,
      stored_as: draft.id,
      sha256: draft.sha256,
      size: draft.size,
      created_by: draft.by,
    })
    .execute()
}

export async function updateDraft(tx: Tx, run: Run, change: Partial<Draft>) {
  await tx
    .updateTable('roster_versions')
    .set({
      ...(change as object),
      ...(change.mapping && { mapping: JSON.stringify(change.mapping) }),
      version: sql`version + 1`,
    })
    .where('unit_id', '=', run.unit_id)
    .where('id', '=', run.id)
    .execute()
}

/** Takes the rows away, and answers what had been decided on them. */
export async function takeAwayRows(tx: Tx, run: Run): Promise<Decided[]> {
  const { rows } = await sql<Decided>`
    delete from roster_version_rows where unit_id = ${run.unit_id} and version_id = ${run.id}
    returning line, outcome, name, credit_code as "creditCode", enterprise_id as "enterpriseId", decision,
      decided_enterprise as "decidedEnterprise"`.execute(tx)
  return rows.filter(({ decision }) => decision !== null)
}
export type Decided = {
  line: number | null
  outcome: DraftOutcome
  name: string
  creditCode: string
  enterpriseId: string | null
  decision: Decision | null
  decidedEnterprise: string | null
}

export async function keepDecisions(tx: Tx, run: Run, decided: readonly Decided[] | null) {
  await sql`
    update roster_versions set kept_decisions = ${decided === null ? null : JSON.stringify(decided)}::jsonb
     where unit_id = ${run.unit_id} and id = ${run.id}`.execute(tx)
}

export async function insertRows(tx: Tx, run: Run, rows: readonly JudgedRow[]) {
  if (rows.length === 0) return
  await sql`
    insert into roster_version_rows (unit_id, version_id, seq, line, outcome, message, name, credit_code, area, nominated,
      enterprise_id, candidates, place_unit_id)
    select ${run.unit_id}::uuid, ${run.id}::uuid, r.line, r.line, r.outcome, r.message, r.name, r."creditCode", r.area, r.nominated,
           r."enterpriseId", r.candidates, r."placeUnitId"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(line int, outcome text, message text, name text,
        "creditCode" text, area text, nominated boolean, "enterpriseId" uuid, candidates jsonb, "placeUnitId" uuid)`.execute(
    tx,
  )
}

/**
 * Members on the effective date that no row of the file stands for come in as `gone`, and go again when a row has been found
 * to be them. A row that waits for a decision may still be any of its candidates. `only`: looks at these enterprises alone.
 */
export async function refreshGone(tx: Tx, draft: Draft, known: Date, only?: readonly string[]) {
  const members = only
    ? sql`(select c.id as enterprise_id, m.nominated from unnest(${[...only]}::uuid[]) as c (id) cross join lateral (
        select v.kind, v.nominated from roster_events v where v.roster_id = ${draft.roster_id} and v.enterprise_id = c.id
           and v.effective_on <= ${draft.effective_on}::date and v.recorded_at <= ${known}
         order by v.effective_on desc, v.recorded_at desc, v.id desc limit 1) m where m.kind = 'enter')`
    : sql`roster_members(${draft.roster_id}::uuid, ${draft.effective_on}::date, ${known})`
  const mine = sql`r.unit_id = ${draft.unit_id} and r.version_id = ${draft.id}`
  await sql`
    with standing as (
      select r.enterprise_id as id from roster_version_rows r where ${mine} and r.outcome in ('same', 'new')
      union select r.decided_enterprise from roster_version_rows r where ${mine} and r.decision = 'take'
      union select (c.value ->> 'enterpriseId')::uuid from roster_version_rows r, jsonb_array_elements(r.candidates) c
             where ${mine} and r.decision is null and r.outcome in ('renamed', 'other-code', 'near', 'ended')
    ), back as (
      delete from roster_version_rows r where ${mine} and r.outcome = 'gone'
         and r.enterprise_id in (select s.id from standing s) returning r.enterprise_id
    )
    insert into roster_version_rows (unit_id, version_id, seq, outcome, message, name, credit_code, nominated, enterprise_id, candidates)
    select ${draft.unit_id}::uuid, ${draft.id}::uuid,
           greatest(${GONE_FROM}::int, (select coalesce(max(r.seq), 0) from roster_version_rows r where ${mine}))
             + row_number() over (order by coalesce(e.name, l.listed_name), m.enterprise_id), 'gone',
           case when e.id is null then '在名单上，文件中没有；已不在本单位的范围内（可能已移交其他县区）。'
                when e.ended_on is not null then '在名单上，文件中没有；名录中已终止。' else '在名单上，文件中没有。' end,
           coalesce(e.name, l.listed_name, ''), coalesce(e.credit_code, l.listed_code, ''), m.nominated, m.enterprise_id,
           '[]'::jsonb
      from ${members} m
      left join enterprises e on e.id = m.enterprise_id
      left join lateral (select v.listed_name, v.listed_code from roster_events v
                          where v.roster_id = ${draft.roster_id} and v.enterprise_id = m.enterprise_id and v.kind = 'enter'
                            and e.id is null order by v.recorded_at desc limit 1) l on true
     where m.enterprise_id not in (select s.id from standing s where s.id is not null)
       and not exists (select 1 from roster_version_rows r where ${mine} and r.outcome = 'gone' and r.enterprise_id = m.enterprise_id)`.execute(
    tx,
  )
}

/** Decisions on rows that come out as they did before are made again. */
export async function restoreDecisions(tx: Tx, run: Run, decided: readonly Decided[]) {
  if (decided.length === 0) return
  await sql`
    update roster_version_rows r set decision = d.decision, decided_enterprise = d."decidedEnterprise"
      from jsonb_to_recordset(${JSON.stringify(decided)}::jsonb) as d(line int, outcome text, name text, "creditCode" text,
        "enterpriseId" uuid, decision text, "decidedEnterprise" uuid)
     where r.unit_id = ${run.unit_id} and r.version_id = ${run.id} and r.outcome = d.outcome
       and r.line is not distinct from d.line and r.name = d.name and r.credit_code = d."creditCode"
       and r.enterprise_id is not distinct from d."enterpriseId"
       and (d.decision <> 'take' or exists (select 1 from jsonb_array_elements(r.candidates) c
              where c.value ->> 'enterpriseId' = d."decidedEnterprise"::text))`.execute(tx)
}

/** Rows of a draft in order. */
export async function findDraftRows(
  tx: Tx,
  run: Run,
  query: {
    outcome?: DraftOutcome | undefined
    undecided?: boolean
    text?: string | undefined
    after: number
    limit: number
  },
): Promise<{ rows: DraftRow[]; total: number }> {
  const part = `%${(query.text ?? '').replace(/[\\%_]/g, (char) => `\\${char}`)}%`
  let base = tx
    .selectFrom('roster_version_rows')
    .where('unit_id', '=', run.unit_id)
    .where('version_id', '=', run.id)
  if (query.outcome) base = base.where('outcome', '=', query.outcome)
  if (query.undecided)
    base = base.where('decision', 'is', null).where('outcome', 'not in', ['same', 'new', 'reject'])
  if (query.text)
    base = base.where((eb) =>
      eb.or([eb('name', 'like', part), eb('credit_code', 'like', part.toUpperCase())]),
    )
  const [rows, total] = await Promise.all([
    base
      .select(['seq', 'line', 'outcome', 'message', 'name', 'area', 'nominated', 'candidates', 'decision'])
      .select(['credit_code as creditCode', 'decided_enterprise as decidedEnterprise'])
      .where('seq', '>', query.after)
      .orderBy('seq')
      .limit(query.limit)
      .execute(),
    base.select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow(),
  ])
  return { rows: rows as unknown as DraftRow[], total: total.n }
}

export type Tally = { outcome: DraftOutcome; decision: Decision | null; n: number }

export async function tallyRows(tx: Tx, run: Run): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    select outcome, decision, count(*)::int as n from roster_version_rows
     where unit_id = ${run.unit_id} and version_id = ${run.id} group by outcome, decision`.execute(tx)
  return rows
}

/** Rows of signed versions in which a person found which enterprise was meant: `code|name` → enterprise. */
export async function findRemembered(tx: Tx, unitId: string, rosterId: string) {
  const { rows } = await sql<{ name: string; creditCode: string; enterpriseId: string; no: number }>`
    select distinct on (r.credit_code, r.name) r.name, r.credit_code as "creditCode", r.decided_enterprise as "enterpriseId", v.no
      from roster_version_rows r join roster_versions v on v.unit_id = r.unit_id and v.id = r.version_id
     where v.unit_id = ${unitId} and v.roster_id = ${rosterId} and v.status = 'signed' and r.decision = 'take'
     order by r.credit_code, r.name, v.no desc`.execute(tx)
  return new Map(rows.map(({ enterpriseId, no, ...row }) => [rememberedKey(row), { enterpriseId, no }]))
}

/** What became of the lines after one, for the file that is given back. */
export async function findRowResults(tx: Tx, run: Run, after: number, limit: number) {
  const { rows } = await sql<{
    line: number
    outcome: DraftOutcome
    message: string
    decision: Decision | null
    taken: string | null
  }>`
    select r.line, r.outcome, r.message, r.decision,
           (select c.value ->> 'name' from jsonb_array_elements(r.candidates) c
             where c.value ->> 'enterpriseId' = r.decided_enterprise::text limit 1) as taken
      from roster_version_rows r
     where r.unit_id = ${run.unit_id} and r.version_id = ${run.id} and r.line > ${after} and r.seq < ${GONE_FROM}
     order by r.seq limit ${limit}`.execute(tx)
  return rows
}
