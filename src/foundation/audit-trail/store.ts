import { type Expression, sql } from 'kysely'
import { workbenchChain } from '#platform/audit/append.ts'
import type { Link, StoredEntry } from '#platform/audit/verify.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { addDays, type CivilDate } from '#platform/values/civil-date.ts'
import type { Asked } from './policy.ts'

/** The chain that is asked for: of an enterprise, or of its workbench. */
export function chainOf({ chainId, trail }: Asked): string {
  return trail === 'workbench' ? workbenchChain(chainId) : chainId
}

/** A chain, or its entries of some days in Beijing, both ends included. */
export type Stretch = { chainId: string; from?: CivilDate | undefined; to?: CivilDate | undefined }

/** Entries newest first, below `before`. */
export async function findEntries(tx: Tx, stretch: Stretch, before: number | undefined, limit: number) {
  let query = entriesOf(tx, stretch)
  if (before !== undefined) query = query.where('e.seq', '<', before)
  return query.orderBy('e.seq', 'desc').limit(limit).execute()
}

export type StoredAuditRow = Awaited<ReturnType<typeof findEntries>>[number]

/** All of them, newest first, for a workbook. */
export function entriesToExport(tx: Tx, stretch: Stretch): Expression<StoredAuditRow> {
  return entriesOf(tx, stretch).orderBy('e.seq', 'desc') as unknown as Expression<StoredAuditRow>
}

function entriesOf(tx: Tx, { chainId, from, to }: Stretch) {
  let query = tx
    .selectFrom('audit_entries as e')
    .leftJoin('accounts as a', 'a.id', 'e.account_id')
    .selectAll('e')
    .select('a.name as account_name')
    .where('e.chain_id', '=', chainId)
  if (from) query = query.where('e.at', '>=', startOf(from))
  if (to) query = query.where('e.at', '<', startOf(addDays(to, 1)))
  return query
}

/** Midnight in Beijing. */
const startOf = (day: CivilDate) => new Date(`${day}T00:00:00+08:00`)

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

export async function countEntries(tx: Tx, stretch: Stretch): Promise<number> {
  const row = await entriesOf(tx, stretch)
    .clearSelect()
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow()
  return row.n
}
