import { type Selectable, sql } from 'kysely'
import type { RosterVersions } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { notFound } from '#platform/operation.ts'
import type { SignedVersion } from './versions/contract.ts'

/** The number of the last signed version (0: none) and when it was signed. */
export async function findLatest(tx: Tx, rosterId: string): Promise<{ no: number; signedAt: Date | null }> {
  const row = await tx
    .selectFrom('roster_versions')
    .select(['no', 'signed_at'])
    .where('roster_id', '=', rosterId)
    .where('status', '=', 'signed')
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { no: row?.no ?? 0, signedAt: row?.signed_at ?? null }
}

/** The first effective day after a day among the signed versions. */
export async function findLaterDay(tx: Tx, rosterId: string, day: string): Promise<string | null> {
  const row = await tx
    .selectFrom('roster_versions')
    .select(({ fn }) => fn.min('effective_on').as('day'))
    .where('roster_id', '=', rosterId)
    .where('status', '=', 'signed')
    .where('effective_on', '>', day)
    .executeTakeFirst()
  return row?.day ?? null
}

/** A draft that is signed in the act in which it is made. */
export async function insertRecordDraft(
  tx: Tx,
  draft: {
    unitId: string
    rosterId: string
    baseNo: number
    effectiveOn: string
    note: string
    sha256: string | null
    by: string
  },
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('roster_versions')
    .values({
      unit_id: draft.unitId,
      id,
      roster_id: draft.rosterId,
      kind: 'record',
      phase: 'ready',
      base_no: draft.baseNo,
      effective_on: draft.effectiveOn,
      note: draft.note,
      sha256: draft.sha256 === null ? null : Buffer.from(draft.sha256, 'hex'),
      created_by: draft.by,
    })
    .execute()
  return id
}

export type NewEvent = {
  enterpriseId: string
  kind: 'enter' | 'leave'
  nominated: boolean
  /** As the list calls it; left out: as the directory does. */
  name?: string
  creditCode?: string
}

export type Signing = {
  unitId: string
  rosterId: string
  no: number
  effectiveOn: string
  at: Date
  by: string
  note: string
}

/** Writes what a version changes; it must be signed in the same transaction. */
export async function appendEvents(tx: Tx, events: readonly NewEvent[], of: Signing) {
  if (events.length === 0) return
  const rows = JSON.stringify(events.map((event) => ({ id: newId(), ...event })))
  await sql`
    insert into roster_events (enterprise_id, id, roster_id, kind, nominated, effective_on, recorded_at, recorded_by, note,
      version_no, listed_name, listed_code)
    select v."enterpriseId", v.id, ${of.rosterId}::uuid, v.kind, v.nominated, ${of.effectiveOn}::date, ${of.at}, ${of.by}::uuid,
      ${of.note}, ${of.no}::int, coalesce(nullif(v.name, ''), e.name, ''), coalesce(nullif(v."creditCode", ''), e.credit_code, '')
      from jsonb_to_recordset(${rows}::jsonb) as v("enterpriseId" uuid, id uuid, kind text, nominated boolean, name text,
        "creditCode" text) left join enterprises e on e.id = v."enterpriseId"`.execute(tx)
}

/** Those that the last version waited for and that have not entered with this one wait on. */
export async function carryPending(tx: Tx, of: Signing, entered: readonly string[]) {
  await sql`
    insert into roster_pending (unit_id, id, roster_id, version_no, name, credit_code, nominated, area, place_unit_id)
    select ${of.unitId}::uuid, gen_random_uuid(), q.roster_id, ${of.no}::int, q.name, q.credit_code, q.nominated, q.area,
           q.place_unit_id
      from roster_pending q
     where q.roster_id = ${of.rosterId} and q.version_no = ${of.no - 1} and not exists (
       select 1 from enterprises e where e.id = any(${[...entered]}::uuid[])
          and (e.credit_code = q.credit_code or (q.credit_code = '' and e.name = q.name)))`.execute(tx)
}

export type Signed = {
  no: number
  entered: number
  left: number
  members: number
  pending: number
  membersDigest: string
  signedAt: Date
}

/** Gives the number and freezes; the database counts the members itself. */
export async function freezeVersion(tx: Tx, id: string, of: Signing & { byName: string }): Promise<Signed> {
  const row = await tx
    .updateTable('roster_versions')
    .set({
      status: 'signed',
      no: of.no,
      signed_at: of.at,
      signed_by: of.by,
      signed_name: of.byName,
      note: of.note,
      signed_unit: sql`(select u.name from org_units u where u.id = ${of.unitId})`,
      version: sql`version + 1`,
    })
    .where('unit_id', '=', of.unitId)
    .where('id', '=', id)
    .returning(['entered', 'left_count', 'members', 'pending', 'members_digest'])
    .executeTakeFirstOrThrow()
  return {
    no: of.no,
    entered: row.entered ?? 0,
    left: row.left_count ?? 0,
    members: row.members ?? 0,
    pending: row.pending ?? 0,
    membersDigest: row.members_digest ?? '',
    signedAt: of.at,
  }
}

/** An uploaded list, whatever became of it. */
export function findUpload(tx: Tx, unitId: string, id: string) {
  return tx
    .selectFrom('roster_versions')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('id', '=', id)
    .executeTakeFirst()
}

function toVersion(row: Selectable<RosterVersions>): SignedVersion {
  return {
    id: row.id,
    unitId: row.unit_id,
    rosterId: row.roster_id,
    no: row.no ?? 0,
    kind: row.kind as SignedVersion['kind'],
    effectiveOn: row.effective_on,
    signedAt: row.signed_at?.toISOString() ?? '',
    signedBy: row.signed_name ?? '',
    signedUnit: row.signed_unit ?? '',
    note: row.note,
    fileName: row.file_name,
    sha256: row.sha256?.toString('hex') ?? null,
    entered: row.entered ?? 0,
    left: row.left_count ?? 0,
    members: row.members ?? 0,
    pending: row.pending ?? 0,
    membersDigest: row.members_digest ?? '',
  }
}

/** @throws notFound */
export async function getVersion(tx: Tx, rosterId: string, no: number): Promise<SignedVersion> {
  const row = await tx
    .selectFrom('roster_versions')
    .selectAll()
    .where('roster_id', '=', rosterId)
    .where('no', '=', no)
    .executeTakeFirst()
  if (!row) throw notFound()
  return toVersion(row)
}

/** Signed versions, newest first, before a number. */
export async function findVersions(tx: Tx, rosterId: string, before: number, limit: number) {
  const base = tx
    .selectFrom('roster_versions')
    .where('roster_id', '=', rosterId)
    .where('status', '=', 'signed')
  const [rows, total] = await Promise.all([
    base.selectAll().where('no', '<', before).orderBy('no', 'desc').limit(limit).execute(),
    base.select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow(),
  ])
  return { rows: rows.map(toVersion), total: total.n }
}

/** The members of a version counted and digested from what is recorded. */
export async function recompute(tx: Tx, version: SignedVersion) {
  const { rows } = await sql<{ members: number; pending: number; digest: string }>`
    select c.members, c.pending, c.digest
      from recount_roster_version(${version.rosterId}::uuid, ${version.no}::int) c`.execute(tx)
  const [row] = rows
  return { members: row?.members ?? 0, pending: row?.pending ?? 0, membersDigest: row?.digest ?? '' }
}

/** Signed versions that speak of a unit in sight, in order of list and number, each as signed and as counted anew. */
export async function recomputeVersions(tx: Tx, unitId: string, page: { offset: number; limit: number }) {
  const { rows } = await sql<{
    rosterName: string
    no: number
    members: number
    pending: number
    membersDigest: string
    again: { members: number; pending: number; membersDigest: string }
  }>`
    select r.name as "rosterName", v.no, v.members, v.pending, v.members_digest as "membersDigest",
           jsonb_build_object('members', c.members, 'pending', c.pending, 'membersDigest', c.digest) as again
      from (select * from roster_versions v where v.status = 'signed'
               and v.covers && array(select s.unit_id from unit_scope s where s.viewer_id = ${unitId})
             order by v.roster_id, v.no limit ${page.limit} offset ${page.offset}) v
      join rosters r on r.id = v.roster_id cross join lateral recount_roster_version(v.roster_id, v.no) c
     order by v.roster_id, v.no`.execute(tx)
  return rows
}
