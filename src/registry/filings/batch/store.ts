import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { type FilingRecord, filingsWithNames } from '../store.ts'
import type { BatchItem } from './contract.ts'

/** The filings of a batch, as far as the asker may see them, by “enterprise filing”; one round trip. */
export async function getFilings(tx: Tx, items: readonly BatchItem[]): Promise<Map<string, FilingRecord>> {
  const wanted = items.map(({ enterpriseId, filingId }) => sql`(${enterpriseId}::uuid, ${filingId}::uuid)`)
  const rows = await filingsWithNames(tx)
    .where(sql<boolean>`(f.enterprise_id, f.id) in (${sql.join(wanted)})`)
    .execute()
  return new Map(rows.map((row) => [`${row.enterprise_id} ${row.id}`, row as unknown as FilingRecord]))
}

/** Begins one item of a batch; the former one stays done. */
export async function startItem(tx: Tx): Promise<void> {
  await sql`savepoint item`.execute(tx)
}

/** Takes back what the item has done, and nothing else. */
export async function undoItem(tx: Tx): Promise<void> {
  await sql`rollback to savepoint item`.execute(tx)
}
