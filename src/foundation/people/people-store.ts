import { sql } from 'kysely'
import { roleNames } from '#foundation/sign-in/index.ts'
import type { Role } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { PersonRow } from './contract.ts'

export type PeopleQuery = {
  enterpriseId?: string | undefined
  unitId?: string | undefined
  /** Only roles of units. */
  ofUnits?: boolean | undefined
  text?: string | undefined
  state: 'holding' | 'ended' | 'disabled'
  cursor?: string | undefined
  limit: number
}

const holding = sql<boolean>`grant_holds(g.valid_from, g.valid_to)`

const patternOf = (text: string | undefined) =>
  text ? `%${text.replace(/[\\%_]/g, (char) => `\\${char}`)}%` : null

/** Roles newest first as far as the asker sees them; ids grow with time, so the id is the cursor. */
export async function findPeople(tx: Tx, query: PeopleQuery) {
  let base = tx.selectFrom('grants as g').innerJoin('accounts as a', 'a.id', 'g.account_id')
  if (query.enterpriseId) base = base.where('g.enterprise_id', '=', query.enterpriseId)
  if (query.unitId) base = base.where('g.unit_id', '=', query.unitId)
  if (query.ofUnits) base = base.where('g.unit_id', 'is not', null)
  if (query.state === 'ended') base = base.where((eb) => eb.not(holding))
  else base = base.where(holding).where('a.disabled_at', query.state === 'holding' ? 'is' : 'is not', null)
  const part = patternOf(query.text)
  if (part) {
    base = base.where((eb) => eb.or([eb('a.name', 'like', part), eb('a.login', 'like', part.toLowerCase())]))
  }
  let page = base
    .select('g.id')
    .orderBy('g.id', 'desc')
    .limit(query.limit + 1)
  if (query.cursor) page = page.where('g.id', '<', query.cursor)
  const [ids, total] = await Promise.all([
    page.execute(),
    base.select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow(),
  ])
  return {
    rows: await findPeopleByGrant(
      tx,
      ids.map(({ id }) => id),
    ),
    total: total.n,
  }
}

/** The same for people of the enterprises in a unit's care; the database knows which those are. */
export async function findPeopleOfEnterprises(tx: Tx, query: PeopleQuery) {
  const { rows } = await sql<{ grant_id: string; total: number }>`
    select * from people_of_enterprises(${query.state}, ${patternOf(query.text)}, ${query.cursor ?? null}::uuid,
      ${query.limit + 1})`.execute(tx)
  const ids = rows.map((row) => row.grant_id)
  return { rows: await findPeopleByGrant(tx, ids), total: Number(rows[0]?.total ?? 0) }
}

/** Rows of these roles, newest first, with what the asker may do. */
function findPeopleByGrant(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom('grants as g')
    .innerJoin('accounts as a', 'a.id', 'g.account_id')
    .select(['g.id', 'g.account_id', 'a.name', 'a.login', 'g.role', 'g.enterprise_id', 'g.unit_id'])
    .select([
      'g.in_charge',
      'g.valid_from',
      'g.valid_to',
      'g.ended_reason',
      'a.disabled_at',
      'a.disabled_reason',
    ])
    .select([
      sql<string | null>`grant_place(g.enterprise_id, g.unit_id)`.as('place'),
      sql<boolean>`may_manage_role(g.role, g.enterprise_id, g.unit_id)`.as('manages'),
      sql<boolean>`may_reset_account(g.account_id)`.as('resets'),
    ])
    .where(sql<boolean>`g.id = any(${[...ids]}::uuid[])`)
    .orderBy('g.id', 'desc')
    .execute()
}

type Found = Awaited<ReturnType<typeof findPeopleByGrant>>[number]

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
