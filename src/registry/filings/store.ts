import { type Selectable, sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { fixedQuery } from '#platform/database/fixed-query.ts'
import type { Filings } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { notFound } from '#platform/operation.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import type { ExtensionItem } from '#registry/rules/extensions.ts'
import { actsOnBehalf } from './acting.ts'
import type { ChainStep, DeskUnit } from './chain.ts'
import type { Cancellation, Defect, FilingEvent, FilingKind, FilingStatus } from './contract.ts'
import type { PublicForm } from './form.ts'
import type { Procedure } from './procedure.ts'

/** A filing with the names that every view of it shows. */
export type FilingRecord = Omit<
  Selectable<Filings>,
  'status' | 'form' | 'kind' | 'chain' | 'procedure' | 'asked' | 'cancellation'
> & {
  status: FilingStatus
  kind: FilingKind
  form: PublicForm
  cancellation: Cancellation | null
  chain: ChainStep[]
  procedure: Procedure | null
  asked: ExtensionItem[] | null
  enterprise_name: string
  unit_name: string
  on_behalf_unit_name: string | null
  position_level: string
  appointment_status: string
  term_from: string
  /** The unit that is responsible for the enterprise today; it may act on behalf. */
  responsible_unit_id: string
  previous: PreviousRecord | null
}

/** What a filing knows of the one that it follows; private_sealed as hex, for it comes within JSON. */
export type PreviousRecord = {
  id: string
  kind: FilingKind
  status: FilingStatus
  filing_no: string | null
  person_name: string
  registered_at: string | null
  form: PublicForm
  private_sealed: string | null
  photo_id: string | null
  appointment_id: string
}

/** Loads a filing as far as the asker may see it. @throws notFound */
export async function getFiling(tx: Tx, enterpriseId: string, id: string): Promise<FilingRecord> {
  const [row] = await filingById(tx, { enterpriseId, id })
  if (!row) throw notFound()
  return row as unknown as FilingRecord
}

type FilingKey = { enterpriseId: string; id: string }

const filingById = fixedQuery((db, { enterpriseId, id }: FilingKey) =>
  filingsWithNames(db).where('f.enterprise_id', '=', enterpriseId).where('f.id', '=', id),
)

/** Filings with the names that a record has. */
export function filingsWithNames(tx: Tx) {
  return tx
    .selectFrom('filings as f')
    .innerJoin('enterprises as e', 'e.id', 'f.enterprise_id')
    .innerJoin('org_units as u', 'u.id', 'f.unit_id')
    .innerJoin('appointments as a', (join) =>
      join.onRef('a.enterprise_id', '=', 'f.enterprise_id').onRef('a.id', '=', 'f.appointment_id'),
    )
    .leftJoin('org_units as b', 'b.id', 'f.on_behalf_unit_id')
    .selectAll('f')
    .select(['e.name as enterprise_name', 'u.name as unit_name', 'b.name as on_behalf_unit_name'])
    .select(['a.position_level', 'a.status as appointment_status', 'a.term_from'])
    .select('e.unit_id as responsible_unit_id')
    .select(
      sql<PreviousRecord | null>`(select json_build_object('id', p.id, 'kind', p.kind, 'status', p.status,
          'filing_no', p.filing_no, 'person_name', p.person_name, 'registered_at', p.registered_at, 'form', p.form,
          'private_sealed', encode(p.private_sealed, 'hex'), 'photo_id', p.photo_id, 'appointment_id', p.appointment_id)
        from filings p where p.enterprise_id = f.enterprise_id and p.id = f.previous_id)`.as('previous'),
    )
}

/** Columns of a filing that verbs write; the version is raised by one. */
export type FilingChange = Partial<
  Omit<FilingRecord, 'enterprise_id' | 'id' | 'version' | 'created_at' | 'previous'>
>

/** Writes a change upon exactly this version and answers the filing as it is then; undefined when somebody was quicker. */
export async function updateFiling(
  tx: Tx,
  filing: FilingRecord,
  change: FilingChange,
  now: Date,
): Promise<FilingRecord | undefined> {
  const { form, verdict, chain, procedure, asked, cancellation, ...rest } = change
  const json = { form, verdict, chain, procedure, asked, cancellation }
  const row = await tx
    .updateTable('filings')
    .set({
      ...(rest as object),
      ...jsonColumns(json),
      version: filing.version + 1,
      updated_at: now,
    })
    .where('enterprise_id', '=', filing.enterprise_id)
    .where('id', '=', filing.id)
    .where('version', '=', filing.version)
    .returningAll()
    .executeTakeFirst()
  return row && ({ ...filing, ...row } as unknown as FilingRecord)
}

function jsonColumns(values: Record<string, unknown>): Record<string, string | null> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    given.map(([column, value]) => [column, value === null ? null : JSON.stringify(value)]),
  )
}

export async function addFilingEvent(
  tx: Tx,
  filing: { enterprise_id: string; id: string; on_behalf_unit_id: string | null },
  event: { kind: FilingEvent['kind']; note?: string },
  actor: Actor,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('filing_events')
    .values({
      enterprise_id: filing.enterprise_id,
      id: newId(),
      filing_id: filing.id,
      kind: event.kind,
      effective_on: civilDateOf(now),
      recorded_at: now,
      account_id: 'accountId' in actor ? actor.accountId : null,
      account_name: 'name' in actor ? actor.name : '系统',
      role: actor.role,
      note: event.note ?? '',
      on_behalf_unit_id: actsOnBehalf(actor, event.kind) ? filing.on_behalf_unit_id : null,
    })
    .execute()
}

/** Scans (the stamped form among them), defects and events of a filing; sent together, one round trip. */
export async function readFilingParts(tx: Tx, enterpriseId: string, id: string) {
  const key = { enterpriseId, id }
  const [scans, defects, events] = await Promise.all([
    scansOf(tx, key),
    defectsOf(tx, key),
    eventsOf(tx, key),
  ])
  return { scans, defects, events }
}

/** Scans of the filing that a 变更 follows: which papers are new. */
export async function scanIdsOf(tx: Tx, enterpriseId: string, id: string): Promise<string[]> {
  return (await filingScans(tx, { enterpriseId, id })).map(({ file_id }) => file_id)
}

const filingScans = fixedQuery((db, { enterpriseId, id }: FilingKey) =>
  db
    .selectFrom('filing_scans')
    .select('file_id')
    .where('enterprise_id', '=', enterpriseId)
    .where('filing_id', '=', id)
    .orderBy('file_id'),
)

const scansOf = fixedQuery((db, { enterpriseId, id }: FilingKey) =>
  db
    .selectFrom('files as f')
    .select(['f.id', 'f.purpose', 'f.name', 'f.media_type'])
    .where('f.enterprise_id', '=', enterpriseId)
    .where('f.id', 'in', ({ selectFrom }) =>
      selectFrom('filing_scans as s')
        .select('s.file_id')
        .where('s.enterprise_id', '=', enterpriseId)
        .where('s.filing_id', '=', id)
        .union(
          selectFrom('filings as c')
            .select((eb) => eb.ref('c.confirmation_scan_id').$notNull().as('file_id'))
            .where('c.enterprise_id', '=', enterpriseId)
            .where('c.id', '=', id)
            .where('c.confirmation_scan_id', 'is not', null),
        ),
    )
    .orderBy('f.id'),
)

const defectsOf = fixedQuery((db, { enterpriseId, id }: FilingKey) =>
  db
    .selectFrom('filing_defects')
    .select(['round', 'seq', 'place', 'why', 'how', 'basis', 'answer'])
    .where('enterprise_id', '=', enterpriseId)
    .where('filing_id', '=', id)
    .orderBy('round')
    .orderBy('seq'),
)

const eventsOf = fixedQuery((db, { enterpriseId, id }: FilingKey) =>
  db
    .selectFrom('filing_events as v')
    .leftJoin('org_units as b', 'b.id', 'v.on_behalf_unit_id')
    .select(['v.kind', 'v.effective_on', 'v.recorded_at', 'v.account_name', 'v.role', 'v.note'])
    .select('b.name as on_behalf_unit')
    .where('v.enterprise_id', '=', enterpriseId)
    .where('v.filing_id', '=', id)
    .orderBy('v.id'),
)

export async function setScans(tx: Tx, filing: FilingRecord, fileIds: readonly string[]): Promise<void> {
  const key = { enterprise_id: filing.enterprise_id, filing_id: filing.id }
  await tx
    .deleteFrom('filing_scans')
    .where('enterprise_id', '=', key.enterprise_id)
    .where('filing_id', '=', key.filing_id)
    .execute()
  if (fileIds.length === 0) return
  await tx
    .insertInto('filing_scans')
    .values([...new Set(fileIds)].map((file_id) => ({ ...key, file_id })))
    .execute()
}

/** The defects of a new round, all at once. */
export async function addDefects(tx: Tx, filing: FilingRecord, defects: readonly Defect[]): Promise<void> {
  const key = { enterprise_id: filing.enterprise_id, filing_id: filing.id }
  const last = await tx
    .selectFrom('filing_defects')
    .select((eb) => eb.fn.max('round').as('round'))
    .where('enterprise_id', '=', key.enterprise_id)
    .where('filing_id', '=', key.filing_id)
    .executeTakeFirst()
  const round = Number(last?.round ?? 0) + 1
  await tx
    .insertInto('filing_defects')
    .values(defects.map((defect, index) => ({ ...key, round, seq: index + 1, ...defect })))
    .execute()
}

/** The enterprise's answers to the defects of the last round. */
export async function answerDefects(
  tx: Tx,
  filing: FilingRecord,
  answers: readonly { seq: number; answer: string }[],
): Promise<void> {
  for (const { seq, answer } of answers) {
    await sql`
      update filing_defects set answer = ${answer}
       where enterprise_id = ${filing.enterprise_id} and filing_id = ${filing.id} and seq = ${seq}
         and round = (select max(round) from filing_defects
                       where enterprise_id = ${filing.enterprise_id} and filing_id = ${filing.id})`.execute(
      tx,
    )
  }
}

/**
 * The next number of a unit and year. The counter's row stays locked until the registration commits, so that numbers
 * have no gaps; registrations of one unit queue up for that moment.
 */
export async function takeSequence(tx: Tx, unitId: string, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into filing_numbers (unit_id, year, last) values (${unitId}, ${year}, 1)
    on conflict (unit_id, year) do update set last = filing_numbers.last + 1 returning last`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('no sequence')
  return row.last
}

export async function keepFilingNo(tx: Tx, filingNo: string, filing: FilingRecord): Promise<void> {
  await tx
    .insertInto('filing_number_register')
    .values({ filing_no: filingNo, enterprise_id: filing.enterprise_id, filing_id: filing.id })
    .execute()
}

/** Other enterprises where the same person is filed, as far as row-level security shows them; at most ten. */
export async function findSamePerson(tx: Tx, filing: FilingRecord) {
  if (!filing.id_number_hash) return []
  const rows = await tx
    .selectFrom('filings as f')
    .innerJoin('enterprises as e', 'e.id', 'f.enterprise_id')
    .select(['f.enterprise_id', 'f.id', 'e.name', 'f.filing_no', 'f.status'])
    .where('f.id_number_hash', '=', filing.id_number_hash)
    .where('f.enterprise_id', '<>', filing.enterprise_id)
    .where('f.status', 'in', ['submitted', 'accepted', 'returned', 'registered'])
    .orderBy('f.id')
    .limit(10)
    .execute()
  return rows.map((row) => ({
    enterpriseId: row.enterprise_id,
    filingId: row.id,
    enterpriseName: row.name,
    filingNo: row.filing_no,
    status: row.status as FilingStatus,
  }))
}

/** The responsible unit and those above it, from below. */
export async function unitsUpward(tx: Tx, unitId: string): Promise<DeskUnit[]> {
  const { rows } = await sql<DeskUnit>`
    with recursive up as (
      select id, parent_id, name, level, 0 as depth from org_units where id = ${unitId}
      union all select u.id, u.parent_id, u.name, u.level, up.depth + 1 from org_units u join up on up.parent_id = u.id)
    select id, name, level from up order by depth`.execute(tx)
  return rows
}

export async function numberingCodeOf(tx: Tx, unitId: string): Promise<string> {
  const row = await tx
    .selectFrom('org_units')
    .select('numbering_code')
    .where('id', '=', unitId)
    .executeTakeFirstOrThrow()
  return row.numbering_code
}

/** How many people can register at the asker's own unit. */
export async function officersOf(tx: Tx, unitId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select officers_of_unit(${unitId}) as n`.execute(tx)
  return rows[0]?.n ?? 0
}
