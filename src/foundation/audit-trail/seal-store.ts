import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Leaf } from './merkle.ts'

export type Seal = { readonly no: number; readonly root: Uint8Array; readonly leaves: number }

/** The latest seal, if there is one. */
export async function lastSeal(tx: Tx): Promise<Seal | undefined> {
  return tx
    .selectFrom('audit_seals')
    .select(['no', 'root', 'leaves'])
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Up to `limit` heads that have grown since they were last sealed; they stay locked until the transaction ends. */
export async function unsealedHeads(tx: Tx, limit: number): Promise<Leaf[]> {
  const { rows } = await sql<{ chain_id: string; seq: string; hash: Buffer }>`
    select chain_id, seq, hash from unsealed_heads(${limit})`.execute(tx)
  return rows.map((row) => ({ chainId: row.chain_id, seq: Number(row.seq), hash: row.hash }))
}

export async function keepSeal(
  tx: Tx,
  seal: { no: number; root: Uint8Array },
  leaves: readonly Leaf[],
  now: Date,
): Promise<void> {
  const chains = leaves.map(({ chainId }) => chainId)
  const seqs = leaves.map(({ seq }) => seq)
  const hashes = leaves.map(({ hash }) => Buffer.from(hash))
  await sql`select keep_audit_seal(${seal.no}, ${now}, ${seal.root}, ${chains}::uuid[], ${seqs}::bigint[], ${hashes}::bytea[])`.execute(
    tx,
  )
}

/** The seals after `no`, in order. */
export async function sealsAfter(tx: Tx, no: number, limit: number): Promise<Seal[]> {
  return tx
    .selectFrom('audit_seals')
    .select(['no', 'root', 'leaves'])
    .where('no', '>', no)
    .orderBy('no')
    .limit(limit)
    .execute()
}

/** The leaves of a seal in their order, each with what stands in the chain today; `now` is null where the entry is gone. */
export async function leavesOf(tx: Tx, sealNo: number): Promise<{ leaf: Leaf; now: Uint8Array | null }[]> {
  const rows = await tx
    .selectFrom('audit_seal_leaves as l')
    .leftJoin('audit_entries as e', (join) =>
      join.onRef('e.chain_id', '=', 'l.chain_id').onRef('e.seq', '=', 'l.seq'),
    )
    .select(['l.chain_id', 'l.seq', 'l.hash', 'e.hash as now'])
    .where('l.seal_no', '=', sealNo)
    .orderBy('l.position')
    .execute()
  return rows.map((row) => ({
    leaf: { chainId: row.chain_id, seq: Number(row.seq), hash: row.hash },
    now: row.now,
  }))
}
