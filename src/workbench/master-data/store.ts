import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'

/** The asker's own records in the staff ledger: those that name the login of his account. */
export async function myStaffIds(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select s.id from staff_members s join accounts a on a.login = lower(s.login)
     where a.id = app_account() and s.enterprise_id = app_enterprise()`.execute(tx)
  return rows.map(({ id }) => id)
}
