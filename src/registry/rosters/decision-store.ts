import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Decision, DraftOutcome } from './drafts/contract.ts'

type Run = { readonly unit_id: string; readonly id: string }
type Wanted = { seq: number; decision: Decision | null; enterpriseId: string | null }

/** What rows of these numbers are, and who else stands for the enterprise that is to be taken. */
export async function findForDecision(tx: Tx, run: Run, wanted: readonly Wanted[]) {
  const { rows } = await sql<{
    seq: number
    outcome: DraftOutcome
    offered: boolean
    twin: number | null
    candidates: string[]
  }>`
    select r.seq, r.outcome, array(select c.value ->> 'enterpriseId' from jsonb_array_elements(r.candidates) c) as candidates,
           exists (select 1 from jsonb_array_elements(r.candidates) c where c.value ->> 'enterpriseId' = w."enterpriseId"::text) as offered,
           (select t.seq from roster_version_rows t where t.unit_id = r.unit_id and t.version_id = r.version_id and t.seq <> r.seq
               and ((t.decision = 'take' and t.decided_enterprise = w."enterpriseId")
                 or (t.outcome in ('same', 'new') and t.enterprise_id = w."enterpriseId")) limit 1) as twin
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(seq int, decision text, "enterpriseId" uuid)
      join roster_version_rows r on r.unit_id = ${run.unit_id} and r.version_id = ${run.id} and r.seq = w.seq`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.seq, row]))
}

export async function writeDecisions(tx: Tx, run: Run, wanted: readonly Wanted[]) {
  await sql`
    update roster_version_rows r set decision = w.decision,
           decided_enterprise = case when w.decision = 'take' then w."enterpriseId" end
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(seq int, decision text, "enterpriseId" uuid)
     where r.unit_id = ${run.unit_id} and r.version_id = ${run.id} and r.seq = w.seq`.execute(tx)
}

/** The first candidate of every waiting row of an outcome is taken, unless another row stands for it. Answers how many. */
export async function takeAllOf(tx: Tx, run: Run, outcome: DraftOutcome): Promise<number> {
  const { numAffectedRows } = await sql`
    with taken as materialized (
      select t.decided_enterprise as id from roster_version_rows t
       where t.unit_id = ${run.unit_id} and t.version_id = ${run.id} and t.decision = 'take'
      union select t.enterprise_id from roster_version_rows t
       where t.unit_id = ${run.unit_id} and t.version_id = ${run.id} and t.outcome in ('same', 'new')
    ), wanted as materialized (
      select distinct on (c.id) r.seq, c.id from roster_version_rows r
       cross join lateral (select (r.candidates -> 0 ->> 'enterpriseId')::uuid as id) c
       where r.unit_id = ${run.unit_id} and r.version_id = ${run.id} and r.outcome = ${outcome} and r.decision is null
         and c.id is not null and c.id not in (select t.id from taken t where t.id is not null)
       order by c.id, r.seq)
    update roster_version_rows r set decision = 'take', decided_enterprise = w.id from wanted w
     where r.unit_id = ${run.unit_id} and r.version_id = ${run.id} and r.seq = w.seq`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Every waiting row of an outcome gets this decision. Answers how many. */
export async function decideAllOf(
  tx: Tx,
  run: Run,
  outcome: DraftOutcome,
  decision: Exclude<Decision, 'take'>,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('roster_version_rows')
    .set({ decision })
    .where('unit_id', '=', run.unit_id)
    .where('version_id', '=', run.id)
    .where('outcome', '=', outcome)
    .where('decision', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
