import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'

/** The asker's own records in the staff ledger: those that name the login of his account. */
export async function myStaffIds(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select s.id from staff_members s join accounts a on a.login = lower(s.login)
     where a.id = app_account() and s.enterprise_id = app_enterprise()`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Of which product these batches are. */
export async function productsOfBatches(
  tx: Tx,
  enterpriseId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('batches')
    .select(['id', 'product'])
    .where('enterprise_id', '=', enterpriseId)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, product }) => [id, product]))
}

/** How these suppliers stand. */
export async function standingsOf(
  tx: Tx,
  enterpriseId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('suppliers')
    .select(['id', 'standing'])
    .where('enterprise_id', '=', enterpriseId)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, standing }) => [id, standing]))
}
