import { sql } from 'kysely'
import type { Link, StoredEntry } from '#platform/audit/verify.ts'
import type { Tx } from '#platform/database/transaction.ts'

/** Entries of a chain, newest first, below `before`. */
export async function findEntries(tx: Tx, chainId: string, before: number | undefined, limit: number) {
  let query = tx
    .selectFrom('audit_entries as e')
    .leftJoin('accounts as a', 'a.id', 'e.account_id')
    .selectAll('e')
    .select('a.name as account_name')
    .where('e.chain_id', '=', chainId)
  if (before !== undefined) query = query.where('e.seq', '<', before)
  return query.orderBy('e.seq', 'desc').limit(limit).execute()
}

/** The next entries of a chain in order, for recomputing. */
export async function readOnward(
  tx: Tx,
  chainId: string,
  after: number,
  limit: number,
): Promise<StoredEntry[]> {
  const rows = await tx
    .selectFrom('audit_entries')
    .selectAll()
    .where('chain_id', '=', chainId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }))
}

/** The last link that was ever added to the chain, as kept apart from its entries; for whoever may read the chain. */
export async function headOf(tx: Tx, chainId: string): Promise<Link | undefined> {
  const { rows } = await sql<{ seq: string; hash: Buffer }>`
    select seq, hash from audit_head(${chainId}::uuid)`.execute(tx)
  const [head] = rows
  return head && { seq: Number(head.seq), hash: head.hash }
}

export async function countEntries(tx: Tx, chainId: string): Promise<number> {
  const row = await tx
    .selectFrom('audit_entries')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('chain_id', '=', chainId)
    .executeTakeFirstOrThrow()
  return row.n
}
