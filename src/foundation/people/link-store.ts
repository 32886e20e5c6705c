import { sql } from 'kysely'
import { roleNames } from '#foundation/sign-in/index.ts'
import type { Role } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { notFound } from '#platform/operation.ts'
import type { InvitationRow } from './contract.ts'

type Invitation = {
  role: Role
  enterpriseId: string | null
  unitId: string | null
  inCharge: boolean
  name: string
  by: { accountId: string; role: Role }
  hash: Buffer
  expiresAt: Date
}

export async function insertInvitation(tx: Tx, invitation: Invitation): Promise<string> {
  const id = newId()
  await tx
    .insertInto('invitations')
    .values({
      id,
      token_hash: invitation.hash,
      role: invitation.role,
      enterprise_id: invitation.enterpriseId,
      unit_id: invitation.unitId,
      in_charge: invitation.inCharge,
      name: invitation.name,
      invited_by: invitation.by.accountId,
      invited_as: invitation.by.role,
      expires_at: invitation.expiresAt,
    })
    .execute()
  return id
}

export type InvitationQuery = {
  enterpriseId?: string | undefined
  unitId?: string | undefined
  state: 'waiting' | 'accepted' | 'revoked'
  cursor?: string | undefined
  limit: number
}

/** Newest first; ids grow with time, so the id is the cursor. */
export async function findInvitations(tx: Tx, query: InvitationQuery) {
  let base = tx.selectFrom('invitations as i')
  if (query.enterpriseId) base = base.where('i.enterprise_id', '=', query.enterpriseId)
  if (query.unitId) base = base.where('i.unit_id', '=', query.unitId)
  base = base.where('i.accepted_at', query.state === 'accepted' ? 'is not' : 'is', null)
  base = base.where('i.revoked_at', query.state === 'revoked' ? 'is not' : 'is', null)
  let rows = base
    .leftJoin('accounts as a', 'a.id', 'i.invited_by')
    .select(['i.id', 'i.role', 'i.enterprise_id', 'i.unit_id', 'i.in_charge', 'i.name', 'i.invited_as'])
    .select(['i.created_at', 'i.expires_at', 'i.accepted_at', 'i.revoked_at', 'a.name as inviter'])
    .select([
      sql<string | null>`grant_place(i.enterprise_id, i.unit_id)`.as('place'),
      sql<boolean>`may_manage_role(i.role, i.enterprise_id, i.unit_id)`.as('manages'),
    ])
    .orderBy('i.id', 'desc')
    .limit(query.limit + 1)
  if (query.cursor) rows = rows.where('i.id', '<', query.cursor)
  const [found, total] = await Promise.all([
    rows.execute(),
    base.select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow(),
  ])
  return { rows: found, total: total.n }
}

export function toInvitationRow(
  row: Awaited<ReturnType<typeof findInvitations>>['rows'][number],
  now: Date,
): InvitationRow {
  const waiting = row.expires_at > now ? 'open' : 'expired'
  return {
    id: row.id,
    role: row.role as Role,
    roleName: roleNames[row.role as Role],
    enterpriseId: row.enterprise_id,
    unitId: row.unit_id,
    place: row.place ?? '',
    inCharge: row.in_charge,
    name: row.name,
    inviter: row.inviter ?? roleNames[row.invited_as as Role],
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    state: row.accepted_at ? 'accepted' : row.revoked_at ? 'revoked' : waiting,
    mayManage: row.manages,
  }
}

/** @throws notFound when the asker does not see the invitation */
export async function getInvitation(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('invitations')
    .select(['id', 'role', 'enterprise_id', 'unit_id', 'in_charge'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return {
    id: row.id,
    role: row.role as Role,
    enterpriseId: row.enterprise_id,
    unitId: row.unit_id,
    inCharge: row.in_charge,
  }
}

/** False when it has been accepted or revoked already. */
export async function changeInvitation(
  tx: Tx,
  id: string,
  to: 'revoked' | { hash: Buffer; expiresAt: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('invitations')
    .set(
      to === 'revoked' ? { revoked_at: sql<Date>`now()` } : { token_hash: to.hash, expires_at: to.expiresAt },
    )
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

type Offer = {
  id: string
  role: Role
  enterprise_id: string | null
  unit_id: string | null
  place: string | null
  in_charge: boolean
  name: string
  inviter: string
  expires_at: Date
  state: string
}

/** What a link offers, to whoever has it. */
export async function findOffer(tx: Tx, hash: Buffer): Promise<Offer | undefined> {
  const { rows } = await sql<Offer>`select * from invitation_by_token(${hash})`.execute(tx)
  return rows[0]
}

/** Answers 'open' when the role was given, else why not. */
export async function acceptOffer(tx: Tx, hash: Buffer, accountId: string, grantId: string): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select accept_invitation(${hash}, ${accountId}::uuid, ${grantId}::uuid) as state`.execute(tx)
  return rows[0]?.state ?? 'unknown'
}

/** Earlier links of the account end with it. */
export async function insertReset(
  tx: Tx,
  reset: {
    accountId: string
    hash: Buffer
    by: { accountId: string; role: Role }
    reason: string
    expiresAt: Date
  },
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('password_resets')
    .values({
      id,
      account_id: reset.accountId,
      token_hash: reset.hash,
      issued_by: reset.by.accountId,
      issued_as: reset.by.role,
      reason: reset.reason,
      expires_at: reset.expiresAt,
    })
    .execute()
  return id
}

export async function findReset(tx: Tx, hash: Buffer) {
  type Row = { account_id: string; login: string; name: string; expires_at: Date; state: string }
  const { rows } = await sql<Row>`select * from reset_by_token(${hash})`.execute(tx)
  return rows[0]
}

export async function finishReset(tx: Tx, hash: Buffer, passwordHash: string): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select complete_reset(${hash}, ${passwordHash}) as state`.execute(tx)
  return rows[0]?.state ?? 'unknown'
}

/** False when there is an administrator, so that no link is needed. */
export async function insertFirstLink(tx: Tx, hash: Buffer, expiresAt: Date): Promise<boolean> {
  const { rows } = await sql<{ made: boolean }>`
    select make_first_link(${newId()}::uuid, ${hash}, ${expiresAt}) as made`.execute(tx)
  return rows[0]?.made ?? false
}

export async function firstLinkState(tx: Tx, hash: Buffer): Promise<string> {
  const { rows } = await sql<{ state: string }>`select first_link_state(${hash}) as state`.execute(tx)
  return rows[0]?.state ?? 'unknown'
}

export async function spendFirstLink(
  tx: Tx,
  hash: Buffer,
  accountId: string,
  grantId: string,
): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select use_first_link(${hash}, ${accountId}::uuid, ${grantId}::uuid) as state`.execute(tx)
  return rows[0]?.state ?? 'unknown'
}
