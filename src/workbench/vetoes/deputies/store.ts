import { sql } from 'kysely'
import type { Role } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import { cqoInOffice } from '#registry/appointments/index.ts'
import type { Office } from '../policy.ts'
import type { Deputy } from './contract.ts'

/** Who holds the power of veto on a civil day. */
export async function officeOf(tx: Tx, enterpriseId: string, on: string): Promise<Office> {
  const [cqo, deputies] = await Promise.all([
    cqoInOffice(tx, enterpriseId, on),
    tx
      .selectFrom('veto_deputies')
      .select(['account_id as accountId', 'name'])
      .where('enterprise_id', '=', enterpriseId)
      .where('ended_at', 'is', null)
      .where('from_on', '<=', on)
      .where('until_on', '>=', on)
      .orderBy('id')
      .execute(),
  ])
  return { cqo, deputies }
}

/** All that were ever named, the newest first. */
export async function findDeputies(tx: Tx, enterpriseId: string, on: string): Promise<Deputy[]> {
  const rows = await tx
    .selectFrom('veto_deputies')
    .selectAll()
    .where('enterprise_id', '=', enterpriseId)
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    from: row.from_on,
    until: row.until_on,
    note: row.note,
    namedAt: row.named_at.toISOString(),
    namedByName: row.named_by_name,
    namedAs: row.named_as as Deputy['namedAs'],
    ended: row.ended_at && {
      at: row.ended_at.toISOString(),
      byName: row.ended_by_name ?? '',
      note: row.ended_note ?? '',
    },
    active: row.ended_at === null && row.from_on <= on && row.until_on >= on,
  }))
}

export type NewDeputy = {
  enterprise_id: string
  id: string
  account_id: string
  name: string
  from_on: string
  until_on: string
  note: string
  named_at: Date
  named_by: string
  named_by_name: string
  named_as: 'principal' | 'cqo'
}

export async function insertDeputy(tx: Tx, deputy: NewDeputy): Promise<void> {
  await tx.insertInto('veto_deputies').values(deputy).execute()
}

/** Whether somebody is named already for one of these days. */
export async function isNamed(
  tx: Tx,
  deputy: Pick<NewDeputy, 'enterprise_id' | 'account_id' | 'from_on' | 'until_on'>,
) {
  const row = await tx
    .selectFrom('veto_deputies')
    .select('id')
    .where('enterprise_id', '=', deputy.enterprise_id)
    .where('account_id', '=', deputy.account_id)
    .where('ended_at', 'is', null)
    .where('from_on', '<=', deputy.until_on)
    .where('until_on', '>=', deputy.from_on)
    .executeTakeFirst()
  return row !== undefined
}

/** @throws notFound */
export async function getDeputy(tx: Tx, enterpriseId: string, id: string) {
  const row = await tx
    .selectFrom('veto_deputies')
    .select(['id', 'name', 'ended_at', 'until_on'])
    .where('enterprise_id', '=', enterpriseId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** False when it was ended already. */
export async function finishDeputy(
  tx: Tx,
  of: { enterpriseId: string; id: string },
  end: { at: Date; byName: string; note: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('veto_deputies')
    .set({ ended_at: end.at, ended_by_name: end.byName, ended_note: end.note })
    .where('enterprise_id', '=', of.enterpriseId)
    .where('id', '=', of.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** People who hold a role of the enterprise in which one can be deputy, with the role. */
export async function findCandidates(tx: Tx, enterpriseId: string) {
  const { rows } = await sql<{ account_id: string; name: string; role: Role }>`
    select distinct on (a.id) a.id as account_id, a.name, g.role from grants g join accounts a on a.id = g.account_id
     where g.enterprise_id = ${enterpriseId} and g.role in ('filer', 'staff', 'cqo') and grant_holds(g.valid_from, g.valid_to)
       and a.disabled_at is null order by a.id, g.role limit 500`.execute(tx)
  return rows
}
