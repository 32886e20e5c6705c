import { sql } from 'kysely'
import { roleNames } from '#foundation/sign-in/index.ts'
import type { Role } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { PersonRow } from './contract.ts'

export type PeopleQuery = {
  enterpriseId?: string | undefined
  unitId?: string | undefined
  text?: string | undefined
  state: 'holding' | 'ended' | 'disabled'
  cursor?: string | undefined
  limit: number
}

const holding = sql<boolean>`grant_holds(g.valid_from, g.valid_to)`

/** Roles newest first as far as the asker sees them; ids grow with time, so the id is the cursor. */
export async function findPeople(tx: Tx, query: PeopleQuery) {
  let base = tx.selectFrom('grants as g').innerJoin('accounts as a', 'a.id', 'g.account_id')
  if (query.enterpriseId) base = base.where('g.enterprise_id', '=', query.enterpriseId)
  if (query.unitId) base = base.where('g.unit_id', '=', query.unitId)
  if (query.state === 'ended') base = base.where((eb) => eb.not(holding))
  else base = base.where(holding).where('a.disabled_at', query.state === 'holding' ? 'is' : 'is not', null)
  if (query.text) {
    const part = `%${query.text.replace(/[\\%_]/g, (char) => `\\${char}`)}%`
    base = base.where((eb) => eb.or([eb('a.name', 'like', part), eb('a.login', 'like', part.toLowerCase())]))
  }
  let rows = base
    .select([
      'g.id',
      'g.account_id',
      'a.name',
      'a.login',
      'g.role',
      'g.enterprise_id',
      'g.unit_id',
      'g.in_charge',
    ])
    .select(['g.valid_from', 'g.valid_to', 'g.ended_reason', 'a.disabled_at', 'a.disabled_reason'])
    .select([
      sql<string | null>`grant_place(g.enterprise_id, g.unit_id)`.as('place'),
      sql<boolean>`may_manage_role(g.role, g.enterprise_id, g.unit_id)`.as('manages'),
      sql<boolean>`may_reset_account(g.account_id)`.as('resets'),
    ])
    .orderBy('g.id', 'desc')
    .limit(query.limit + 1)
  if (query.cursor) rows = rows.where('g.id', '<', query.cursor)
  const [found, total] = await Promise.all([
    rows.execute(),
    base.select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow(),
  ])
  return { rows: found, total: total.n }
}

type Found = Awaited<ReturnType<typeof findPeople>>['rows'][number]

/** A row as the asker reads it. */
export function toPersonRow(
  row: Found,
  reader: { accountId: string; secures: boolean; locked: boolean; now: Date },
): PersonRow {
  const own = row.account_id === reader.accountId
  const holds = row.valid_to === null || row.valid_to > reader.now
  const active = holds && row.disabled_at === null
  return {
    grantId: row.id,
    accountId: row.account_id,
    name: row.name,
    login: row.login,
    role: row.role as Role,
    roleName: roleNames[row.role as Role],
    enterpriseId: row.enterprise_id,
    unitId: row.unit_id,
    place: row.place ?? '',
    inCharge: row.in_charge,
    since: row.valid_from.toISOString(),
    until: row.valid_to?.toISOString() ?? null,
    endedReason: row.ended_reason,
    disabled: row.disabled_at !== null,
    disabledReason: row.disabled_reason,
    locked: reader.locked,
    mayEnd: holds && !own && row.manages,
    mayReset: active && row.resets,
    maySecure: reader.secures && !own,
  }
}

/** @throws notFound when the asker does not see the role */
export async function getGrant(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('grants')
    .select(['id', 'account_id', 'role', 'enterprise_id', 'unit_id', 'valid_to'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return {
    id: row.id,
    accountId: row.account_id,
    role: row.role as Role,
    enterpriseId: row.enterprise_id,
    unitId: row.unit_id,
    until: row.valid_to,
  }
}

/** False when the role has ended already. */
export async function finishGrant(
  tx: Tx,
  id: string,
  end: { until: Date; reason: string; by: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('grants')
    .set({ valid_to: end.until, ended_reason: end.reason, ended_by: end.by })
    .where('id', '=', id)
    .where(sql<boolean>`valid_to is null or valid_to > now()`)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** An account that the asker sees, with the roles that it holds and that he sees. @throws notFound */
export async function getPerson(tx: Tx, accountId: string) {
  const [account, grants] = await Promise.all([
    tx
      .selectFrom('accounts')
      .select(['id', 'login', 'name', 'disabled_at'])
      .where('id', '=', accountId)
      .executeTakeFirst(),
    tx
      .selectFrom('grants as g')
      .select(['g.role', 'g.enterprise_id', 'g.unit_id'])
      .select(sql<boolean>`may_reset_account(g.account_id)`.as('resets'))
      .where('g.account_id', '=', accountId)
      .where(holding)
      .orderBy('g.id')
      .execute(),
  ])
  if (!account) throw notFound()
  return {
    accountId: account.id,
    login: account.login,
    name: account.name,
    disabled: account.disabled_at !== null,
    /** The database knows roles that the asker does not see. */
    wholly: grants.every((grant) => grant.resets),
    roles: grants.map((grant) => ({
      role: grant.role as Role,
      enterpriseId: grant.enterprise_id,
      unitId: grant.unit_id,
    })),
  }
}

/** False when the account was in that state already. A reason stops it, `null` reopens it. */
export async function setDisabled(tx: Tx, accountId: string, reason: string | null): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select set_account_disabled(${accountId}::uuid, ${reason}) as done`.execute(tx)
  return rows[0]?.done ?? false
}
