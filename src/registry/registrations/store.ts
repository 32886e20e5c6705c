import { type Selectable, sql } from 'kysely'
import { roleNames } from '#foundation/sign-in/index.ts'
import type { Role } from '#platform/access/actor.ts'
import type { Registrations } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { notFound } from '#platform/operation.ts'
import type { RegistrationRow } from './contract.ts'

/** Units that register filings, by a fragment of the name or of the one above it. */
export async function findRegisteringUnits(
  tx: Tx,
  { text, ids, limit }: { text?: string | undefined; ids?: string | undefined; limit: number },
) {
  let base = tx
    .selectFrom('org_units as u')
    .leftJoin('org_units as a', 'a.id', 'u.parent_id')
    .where('u.line', '=', 'market-regulation')
    .where(sql<boolean>`'registration' = any(u.functions)`)
    .where(sql<boolean>`u.valid_from <= current_date and (u.valid_to is null or u.valid_to >= current_date)`)
  if (ids) base = base.where('u.id', '=', ids)
  for (const part of text?.split(/\s+/) ?? []) {
    const like = `%${part.replace(/[\\%_]/g, (char) => `\\${char}`)}%`
    base = base.where((eb) => eb.or([eb('u.name', 'like', like), eb('a.name', 'like', like)]))
  }
  const rows = base.select(['u.id', 'u.name', 'a.name as above']).orderBy('u.numbering_code').limit(limit)
  const [found, total] = await Promise.all([
    rows.execute(),
    base.select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow(),
  ])
  return { rows: found.map(({ id, name, above }) => ({ id, name, above: above ?? '' })), total: total.n }
}

export async function takesRegistrations(tx: Tx, unitId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('org_units')
    .select('id')
    .where('id', '=', unitId)
    .where('line', '=', 'market-regulation')
    .where(sql<boolean>`'registration' = any(functions)`)
    .where(sql<boolean>`valid_from <= current_date and (valid_to is null or valid_to >= current_date)`)
    .executeTakeFirst()
  return row !== undefined
}

export type Draft = {
  unitId: string
  id: string
  receiptNo: string
  codeHash: string
  ticketHash: Buffer
  creditCode: string
  creditCodeWarning: boolean
  name: string
  address: string
  role: 'filer' | 'principal'
  applicantName: string
  applicantPost: string
  mobile: Buffer
}

export async function insertDraft(tx: Tx, draft: Draft): Promise<void> {
  await tx
    .insertInto('registrations')
    .values({
      unit_id: draft.unitId,
      id: draft.id,
      receipt_no: draft.receiptNo,
      code_hash: draft.codeHash,
      ticket_hash: draft.ticketHash,
      credit_code: draft.creditCode,
      credit_code_warning: draft.creditCodeWarning,
      name: draft.name,
      address: draft.address,
      role: draft.role,
      applicant_name: draft.applicantName,
      applicant_post: draft.applicantPost,
      mobile: draft.mobile,
    })
    .execute()
}

export type ByReceipt = {
  id: string
  unit_id: string
  unit_name: string
  code_hash: string
  ticket_hash: Buffer
  state: 'draft' | 'pending' | 'accepted' | 'refused'
  credit_code: string
  name: string
  submitted_at: Date | null
  decided_at: Date | null
  reason: string | null
  scans: number
}

export async function findByReceipt(tx: Tx, receiptNo: string): Promise<ByReceipt | undefined> {
  const { rows } = await sql<ByReceipt>`select * from registration_by_receipt(${receiptNo})`.execute(tx)
  return rows[0]
}

/** True while scans may be added with this ticket. */
export async function isDraft(tx: Tx, ticketHash: Buffer): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`select is_registration_draft(${ticketHash}) as open`.execute(
    tx,
  )
  return rows[0]?.open ?? false
}

export type NewScan = {
  id: string
  kind: string
  name: string
  mediaType: string
  size: number
  sha256: Buffer
}

/** False when the draft is there no more, has been handed in, or has three scans. */
export async function insertScan(tx: Tx, ticketHash: Buffer, scan: NewScan): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select add_registration_scan(${ticketHash}, ${scan.id}::uuid, ${scan.kind}, ${scan.name}, ${scan.mediaType},
      ${scan.size}::bigint, ${scan.sha256}) as done`.execute(tx)
  return rows[0]?.done ?? false
}

/** False when it was handed in before. */
export async function submitDraft(
  tx: Tx,
  ticketHash: Buffer,
  notice: { title: string; body: string },
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select submit_registration(${ticketHash}, ${newId()}::uuid, ${notice.title}, ${notice.body}) as done`.execute(
    tx,
  )
  return rows[0]?.done ?? false
}

export type ListQuery = {
  state: 'pending' | 'accepted' | 'refused'
  text?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** Those that wait the longest first, those that are decided the newest first; ids grow with time. */
export async function findRegistrations(tx: Tx, query: ListQuery) {
  let base = tx.selectFrom('registrations').where('state', '=', query.state)
  if (query.text) {
    const part = query.text.replace(/[\\%_]/g, (char) => `\\${char}`)
    base = base.where((eb) =>
      eb.or([eb('name', 'like', `%${part}%`), eb('credit_code', 'like', `${part.toUpperCase()}%`)]),
    )
  }
  const oldest = query.state === 'pending'
  let rows = base
    .selectAll()
    .orderBy('id', oldest ? 'asc' : 'desc')
    .limit(query.limit + 1)
  if (query.cursor) rows = rows.where('id', oldest ? '>' : '<', query.cursor)
  const [found, total] = await Promise.all([
    rows.execute(),
    base.select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow(),
  ])
  return { rows: found, total: total.n }
}

type Row = Selectable<Registrations>

export function toRegistrationRow(row: Row): RegistrationRow {
  return {
    id: row.id,
    receiptNo: row.receipt_no,
    state: row.state as RegistrationRow['state'],
    name: row.name,
    creditCode: row.credit_code,
    creditCodeWarning: row.credit_code_warning,
    role: row.role as RegistrationRow['role'],
    applicantName: row.applicant_name,
    submittedAt: (row.submitted_at ?? row.created_at).toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
  }
}

/** @throws notFound when it was not sent to the asker's unit */
export async function getRegistration(tx: Tx, id: string): Promise<Row> {
  const row = await tx.selectFrom('registrations').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

export async function findScans(tx: Tx, unitId: string, registrationId: string) {
  return tx
    .selectFrom('registration_scans')
    .select(['id', 'kind', 'name', 'media_type', 'size'])
    .where('unit_id', '=', unitId)
    .where('registration_id', '=', registrationId)
    .orderBy('id')
    .execute()
}

/** The enterprise of a code as far as the asker sees it, with who has a role there. */
export async function findKnown(tx: Tx, creditCode: string) {
  const row = await tx
    .selectFrom('enterprises as e')
    .innerJoin('org_units as u', 'u.id', 'e.unit_id')
    .select(['e.id', 'e.name', 'e.address', 'e.unit_id', 'u.name as unit_name'])
    .where('e.credit_code', '=', creditCode)
    .executeTakeFirst()
  if (!row) return undefined
  const people = await tx
    .selectFrom('grants as g')
    .innerJoin('accounts as a', 'a.id', 'g.account_id')
    .select(['a.name', 'g.role'])
    .where('g.enterprise_id', '=', row.id)
    .where(sql<boolean>`grant_holds(g.valid_from, g.valid_to)`)
    .orderBy('g.id')
    .execute()
  return { ...row, people: people.map(({ name, role }) => `${name}（${roleNames[role as Role]}）`) }
}

export async function findOthers(tx: Tx, { id, credit_code }: Row) {
  return tx
    .selectFrom('registrations')
    .select(['id', 'receipt_no', 'applicant_name'])
    .where('credit_code', '=', credit_code)
    .where('state', '=', 'pending')
    .where('id', '<>', id)
    .limit(20)
    .execute()
}

export type Decision = { by: string; at: Date } & (
  | { state: 'accepted'; enterpriseId: string; invitationId: string }
  | { state: 'refused'; reason: string }
)

/** False when it has been decided already. */
export async function decide(tx: Tx, id: string, decision: Decision): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('registrations')
    .set({
      state: decision.state,
      decided_at: decision.at,
      decided_by: decision.by,
      reason: decision.state === 'refused' ? decision.reason : null,
      enterprise_id: decision.state === 'accepted' ? decision.enterpriseId : null,
      invitation_id: decision.state === 'accepted' ? decision.invitationId : null,
    })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function purgeDrafts(tx: Tx, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select purge_registrations(${before}, ${limit}) as n`.execute(tx)
  return rows[0]?.n ?? 0
}
