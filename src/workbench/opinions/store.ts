import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'

/** Whether the asker's account wrote the first event of the record. */
export async function wasPutByMe(tx: Tx, enterpriseId: string, recordId: string): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean | null }>`
    select account_id = app_account() as mine from ledger_events
     where enterprise_id = ${enterpriseId} and record_id = ${recordId} order by id limit 1`.execute(tx)
  return rows[0]?.mine ?? false
}
