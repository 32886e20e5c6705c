import { sql } from 'kysely'
import type { Role } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { type Grant, loginTaken } from './contract.ts'
import { roleNames } from './role-names.ts'

export type Account = { id: string; login: string; name: string; passwordHash: string }

export async function findAccount(
  tx: Tx,
  by: { login: string } | { id: string },
): Promise<Account | undefined> {
  const row = await tx
    .selectFrom('accounts')
    .select(['id', 'login', 'name', 'password_hash'])
    .where('login' in by ? 'login' : 'id', '=', 'login' in by ? by.login : by.id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  return row && { id: row.id, login: row.login, name: row.name, passwordHash: row.password_hash }
}

/** Grants of a person that hold now, the oldest first. */
export async function findGrants(tx: Tx, accountId: string): Promise<Grant[]> {
  const rows = await tx
    .selectFrom('grants')
    .select(['id', 'role', 'enterprise_id', 'unit_id', 'in_charge'])
    .select(sql<string | null>`grant_place(enterprise_id, unit_id)`.as('place'))
    .where('account_id', '=', accountId)
    .where(sql<boolean>`valid_from <= now() and (valid_to is null or valid_to > now())`)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    role: row.role as Role,
    roleName: roleNames[row.role as Role],
    enterpriseId: row.enterprise_id,
    unitId: row.unit_id,
    place: row.place ?? '',
    inCharge: row.in_charge,
  }))
}

/** @throws loginTaken */
export async function createAccount(
  tx: Tx,
  account: { login: string; name: string; passwordHash: string },
): Promise<string> {
  const id = newId()
  const login = account.login.toLowerCase()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('accounts')
    .values({ id, login, name: account.name, password_hash: account.passwordHash })
    .onConflict((conflict) => conflict.column('login').doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 1n) return id
  const message = `账号：${login} 已有人使用。请换一个。`
  throw loginTaken({ detail: message, errors: [{ path: 'login', message }] })
}

export async function addGrant(
  tx: Tx,
  grant: { accountId: string; role: Role; inCharge?: boolean } & (
    | { enterpriseId: string }
    | { unitId: string }
    | { platform: true }
  ),
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('grants')
    .values({
      id,
      account_id: grant.accountId,
      role: grant.role,
      enterprise_id: 'enterpriseId' in grant ? grant.enterpriseId : null,
      unit_id: 'unitId' in grant ? grant.unitId : null,
      in_charge: grant.inCharge ?? false,
    })
    .execute()
  return id
}

export async function insertSession(
  tx: Tx,
  session: {
    tokenHash: Buffer
    kind: 'cookie' | 'token'
    label: string | null
    accountId: string
    grantId: string
    expiresAt: Date
    idleSeconds: number
  },
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('sessions')
    .values({
      id,
      token_hash: session.tokenHash,
      kind: session.kind,
      label: session.label,
      account_id: session.accountId,
      grant_id: session.grantId,
      expires_at: session.expiresAt,
      idle_seconds: session.idleSeconds,
    })
    .execute()
  return id
}

export async function findSessions(tx: Tx, accountId: string) {
  return tx
    .selectFrom('sessions')
    .select(['id', 'kind', 'label', 'grant_id', 'created_at', 'seen_at', 'expires_at'])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`expires_at > now() and seen_at > now() - make_interval(secs => idle_seconds)`)
    .orderBy('id', 'desc')
    .execute()
}

/** Ends sessions of an account: one of them, or all but one. Answers how many. */
export async function endSessions(
  tx: Tx,
  accountId: string,
  which: { id: string } | { allBut: string },
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('sessions')
    .set({ ended_at: sql<Date>`now()` })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('id', 'id' in which ? '=' : '<>', 'id' in which ? which.id : which.allBut)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export async function setGrant(tx: Tx, sessionId: string, grantId: string): Promise<void> {
  await tx.updateTable('sessions').set({ grant_id: grantId }).where('id', '=', sessionId).execute()
}

export async function setPassword(tx: Tx, accountId: string, passwordHash: string): Promise<void> {
  await sql`select set_own_password(${accountId}::uuid, ${passwordHash})`.execute(tx)
}

/** Seconds for which this digest is locked, 0 when it is not. */
export async function lockedFor(tx: Tx, digest: Buffer): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`select locked_seconds(${digest}) as seconds`.execute(tx)
  return rows[0]?.seconds ?? 0
}

/** Counts a failure; the `limit`-th within 15 minutes locks the digest for `seconds`. */
export async function countFailure(tx: Tx, digest: Buffer, limit: number, seconds: number): Promise<void> {
  await sql`select count_failure(${digest}, ${limit}, ${seconds})`.execute(tx)
}

export async function clearFailures(tx: Tx, digest: Buffer): Promise<void> {
  await sql`select clear_failures(${digest})`.execute(tx)
}
