import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Source } from '#platform/declared-queries.ts'
import { newId } from '#platform/ids.ts'
import type { Hold, HoldAct, HoldSubjectKind } from './contract.ts'

/** Whom or what a hold is about; without id see the table. */
export type HoldSubject = {
  readonly kind: HoldSubjectKind
  readonly id: string | null
  readonly text: string
}

/** A record that a verb is about to touch. */
export type Touched = { readonly kind: HoldSubjectKind; readonly id: string }

/** A hold that begins lets the verbs that are under way end first, and the next ones see it. */
const gate = (enterpriseId: string) => sql`hashtextextended(${`holds of ${enterpriseId}`}, 0)`

/** Stops the acts on the subject from this moment on. */
export async function placeHold(
  tx: Tx,
  hold: { enterpriseId: string; source: Source; subject: HoldSubject; acts: readonly HoldAct[]; now: Date },
): Promise<string> {
  const { enterpriseId, source, subject, acts, now } = hold
  const id = newId()
  await sql`select pg_advisory_xact_lock(${gate(enterpriseId)})`.execute(tx)
  await tx
    .insertInto('holds')
    .values({
      enterprise_id: enterpriseId,
      id,
      source_kind: source.kind,
      source_id: source.id,
      source_number: source.number,
      path: source.path,
      subject_kind: subject.kind,
      subject_id: subject.id,
      subject_text: subject.text,
      acts: [...acts],
      since: now,
    })
    .execute()
  return id
}

/** Ends what the source stopped; how many holds that were. */
export async function endHolds(
  tx: Tx,
  enterpriseId: string,
  source: Pick<Source, 'id'>,
  now: Date,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('holds')
    .set({ ended_at: now })
    .where('enterprise_id', '=', enterpriseId)
    .where('source_id', '=', source.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Holds in force on one record or on everything of the enterprise, the newest first; all of them without `subjectId`. */
export async function holdsInForce(tx: Tx, enterpriseId: string, subjectId?: string): Promise<Hold[]> {
  const { rows } = await sql<HoldRow>`
    select h.*, (select count(*)::int from hold_attempts a where a.enterprise_id = h.enterprise_id and a.hold_id = h.id) as attempts
      from holds h where h.enterprise_id = ${enterpriseId} and h.ended_at is null
       ${subjectId ? sql`and (h.subject_id = ${subjectId} or (h.subject_kind = 'release' and h.subject_id is null))` : sql``}
     order by h.id desc`.execute(tx)
  return rows.map(toHold)
}

/** The oldest hold that refuses the act on any of these records; verbs wait for a hold that is just being placed. */
export async function holdAgainst(
  tx: Tx,
  enterpriseId: string,
  act: HoldAct,
  on: readonly Touched[],
): Promise<HoldRow | undefined> {
  const [, found] = await Promise.all([
    sql`select pg_advisory_xact_lock_shared(${gate(enterpriseId)})`.execute(tx),
    against(enterpriseId, act, on).execute(tx),
  ])
  return found.rows[0]
}

/** Which of these records are stopped, and by which number; a hold that is just being placed is waited for. */
export async function heldAmong(
  tx: Tx,
  enterpriseId: string,
  act: HoldAct,
  on: readonly Touched[],
): Promise<ReadonlyMap<string, string>> {
  if (on.length === 0) return new Map()
  const [, { rows }] = await Promise.all([
    sql`select pg_advisory_xact_lock_shared(${gate(enterpriseId)})`.execute(tx),
    against(enterpriseId, act, on).execute(tx),
  ])
  return new Map(rows.flatMap((row) => (row.subject_id ? [[row.subject_id, row.source_number]] : [])))
}

function against(enterpriseId: string, act: HoldAct, on: readonly Touched[]) {
  const kinds = on.map(({ kind }) => kind)
  const ids = on.map(({ id }) => id)
  return sql<HoldRow>`
    select * from holds h where h.enterprise_id = ${enterpriseId} and h.ended_at is null and ${act} = any(h.acts)
       and ((h.subject_kind, h.subject_id) in (select * from unnest(${kinds}::text[], ${ids}::uuid[]))
            or (h.subject_kind = 'release' and h.subject_id is null and ${act} = 'release'))
     order by h.id`
}

export type HoldRow = {
  id: string
  source_id: string
  source_number: string
  path: string
  subject_kind: string
  subject_id: string | null
  subject_text: string
  acts: string[]
  since: Date
  attempts: number
}

function toHold(row: HoldRow): Hold {
  return {
    id: row.id,
    number: row.source_number,
    path: row.path,
    subjectKind: row.subject_kind as HoldSubjectKind,
    subjectId: row.subject_id,
    subjectText: row.subject_text,
    acts: row.acts as HoldAct[],
    since: row.since.toISOString(),
    attempts: row.attempts,
  }
}

/** An attempt to go on under a hold; nobody changes or takes it back. */
export async function addAttempt(
  tx: Tx,
  attempt: {
    enterpriseId: string
    hold: HoldRow
    act: HoldAct
    what: string
    at: Date
    by: { accountId: string | null; name: string }
  },
): Promise<void> {
  await tx
    .insertInto('hold_attempts')
    .values({
      enterprise_id: attempt.enterpriseId,
      id: newId(),
      hold_id: attempt.hold.id,
      source_id: attempt.hold.source_id,
      act: attempt.act,
      what: attempt.what,
      at: attempt.at,
      account_id: attempt.by.accountId,
      by_name: attempt.by.name,
    })
    .execute()
}

/** Attempts under what the source stops, the newest first. */
export async function attemptsUnder(tx: Tx, enterpriseId: string, sourceId: string) {
  const rows = await tx
    .selectFrom('hold_attempts')
    .select(['id', 'act', 'what', 'at', 'by_name'])
    .where('enterprise_id', '=', enterpriseId)
    .where('source_id', '=', sourceId)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ at, by_name, ...row }) => ({ ...row, at: at.toISOString(), byName: by_name }))
}
