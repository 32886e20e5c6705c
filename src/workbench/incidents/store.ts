import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Source } from '#platform/declared-queries.ts'
import type { LedgerRecord } from '#platform/ledger/ledger.ts'
import { recordOf } from '#platform/ledger/records.ts'
import { searchTextOf } from '#platform/ledger/store-of.ts'
import { notFound } from '#platform/operation.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import type { Incident } from './chain.ts'
import type { Course } from './domain.ts'
import { incidents } from './ledgers.ts'

export type IncidentRecord = LedgerRecord<typeof incidents>
/** An incident as its verbs need it: with its record in the ledger. */
export type LoadedIncident = Incident & { readonly record: IncidentRecord }

/** What is known at the beginning. `source`: the record because of which it is opened, where there is one. */
export type Beginning = {
  readonly enterpriseId: string
  readonly kind: 'hidden-danger' | 'accident'
  readonly title: string
  readonly what: string
  readonly firstKnownAt: Date
  readonly source: Source | null
  readonly grade?: 'general' | 'larger' | 'major'
  readonly place?: string | null
  readonly department?: string | null
  readonly product?: string | null
  readonly supplier?: string | null
  readonly customer?: string | null
  readonly batch?: string | null
  readonly equipment?: string | null
  readonly risk?: string | null
}

type Opened = Beginning & {
  readonly id: string
  readonly number: string
  readonly at: Date
  readonly by: { readonly accountId: string | null; readonly name: string }
}

export async function insertIncident(tx: Tx, opened: Opened): Promise<void> {
  const { enterpriseId, id, number, title, kind, what, at, by, firstKnownAt, source } = opened
  const place = opened.place ?? null
  const sourceNumber = source?.number ?? null
  await tx
    .insertInto('incidents')
    .values({
      enterprise_id: enterpriseId,
      id,
      search: searchTextOf(incidents, { number, title, what, place, sourceNumber, reportedByName: by.name }),
      changed_at: at,
      number,
      title,
      kind,
      grade: opened.grade ?? 'general',
      stage: 'reported',
      what,
      place,
      department: opened.department ?? null,
      product: opened.product ?? null,
      supplier: opened.supplier ?? null,
      customer: opened.customer ?? null,
      batch: opened.batch ?? null,
      equipment: opened.equipment ?? null,
      risk: opened.risk ?? null,
      first_known_at: firstKnownAt,
      first_known_on: civilDateOf(firstKnownAt),
      reported_at: at,
      reported_by: by.accountId,
      reported_by_name: by.name,
      source_kind: source?.kind ?? null,
      source_id: source?.id ?? null,
      source_number: sourceNumber,
      source_path: source?.path ?? null,
    })
    .execute()
}

/** @throws notFound */
export async function getIncident(tx: Tx, enterpriseId: string, id: string): Promise<LoadedIncident> {
  const [record, row] = await Promise.all([
    recordOf(tx, incidents, enterpriseId, id),
    tx
      .selectFrom('incidents')
      .select(['first_known_at', 'reported_at', 'source_kind', 'source_path'])
      .select(['handling', 'investigation', 'responsibility', 'verification', 'ending'])
      .where('enterprise_id', '=', enterpriseId)
      .where('id', '=', id)
      .executeTakeFirst(),
  ])
  if (!row) throw notFound()
  const { version, number, title, reportedByName, sourceNumber } = record
  return {
    enterpriseId,
    id,
    version,
    number,
    title,
    reportedByName,
    kind: record.kind as Incident['kind'],
    grade: record.grade as Incident['grade'],
    stage: record.stage as Incident['stage'],
    firstKnownAt: row.first_known_at.toISOString(),
    reportedAt: row.reported_at.toISOString(),
    source:
      row.source_kind && row.source_path
        ? { kind: row.source_kind, path: row.source_path, number: sourceNumber ?? '' }
        : null,
    handling: row.handling as Incident['handling'],
    investigation: row.investigation as Incident['investigation'],
    responsibility: row.responsibility as Incident['responsibility'],
    verification: row.verification as Incident['verification'],
    ending: row.ending as Incident['ending'],
    record,
  }
}

/** Waits for whoever is at this incident; answers its stage as it stands then. */
export async function lockIncident(tx: Tx, enterpriseId: string, id: string): Promise<void> {
  await sql`select 1 from incidents where enterprise_id = ${enterpriseId} and id = ${id} for update`.execute(
    tx,
  )
}

/** Writes the parts and where it stands; the version is raised with the ledger's record afterwards. False when somebody was quicker. */
export async function saveCourse(tx: Tx, before: LoadedIncident, course: Course): Promise<boolean> {
  const json = (part: unknown) => (part === null ? null : JSON.stringify(part))
  const { ending, investigation, stage } = course
  const { numUpdatedRows } = await tx
    .updateTable('incidents')
    .set({
      stage,
      handling: json(course.handling),
      investigation: json(investigation),
      cause_factor: investigation?.factor ?? null,
      responsibility: json(course.responsibility),
      verification: json(course.verification),
      ending: json(ending),
      closed_on: closedOn(course),
    })
    .where('enterprise_id', '=', before.enterpriseId)
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The civil day of the closing. */
export function closedOn({ stage, ending }: Course): string | null {
  return stage === 'closed' && ending ? civilDateOf(new Date(ending.at)) : null
}

/** Names of a department and of somebody of the staff ledger, as they are called now. */
export async function namesOf(
  tx: Tx,
  enterpriseId: string,
  of: { readonly departmentId: string | null; readonly personId: string | null },
): Promise<{ departmentName: string | null; personName: string | null }> {
  const { rows } = await sql<{ departmentName: string | null; personName: string | null }>`select
    (select name from departments where enterprise_id = ${enterpriseId} and id = ${of.departmentId}::uuid) as "departmentName",
    (select name from staff_members where enterprise_id = ${enterpriseId} and id = ${of.personId}::uuid) as "personName"`.execute(
    tx,
  )
  return rows[0] ?? { departmentName: null, personName: null }
}

/** Id of the veto with this number, of the enterprise; null when there is none. */
export async function vetoNumbered(tx: Tx, enterpriseId: string, number: string): Promise<string | null> {
  const row = await tx
    .selectFrom('vetoes')
    .select('id')
    .where('enterprise_id', '=', enterpriseId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.id ?? null
}
