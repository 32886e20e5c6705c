import { createHash } from 'node:crypto'

/** An entry as read from the database. */
export type StoredEntry = {
  chain_id: string
  seq: number
  chain_kind: string
  at: Date
  account_id: string | null
  role: string
  action: string
  subject_type: string
  subject_id: string
  details: string
  prev_hash: Uint8Array
  hash: Uint8Array
}

/** The last link that is known to fit. */
export type Link = { readonly seq: number; readonly hash: Uint8Array }

/**
 * Recomputes a stretch of a chain outside the database, going on from a known link (by default from the beginning).
 * @returns the number of the first entry that does not fit, or null
 */
export function firstBrokenLink(
  entries: readonly StoredEntry[],
  from: Link = { seq: 0, hash: new Uint8Array() },
): number | null {
  let previous = from.hash
  let expected = from.seq + 1
  for (const entry of entries) {
    if (entry.seq !== expected || !Buffer.from(previous).equals(Buffer.from(entry.prev_hash)))
      return entry.seq
    const text = [
      entry.chain_id,
      entry.seq,
      entry.chain_kind,
      entry.at.toISOString(),
      entry.account_id ?? '',
      entry.role,
      entry.action,
      entry.subject_type,
      entry.subject_id,
      entry.details,
    ].join('\x1f')
    const hash = createHash('sha256').update(previous).update(text).digest()
    if (!hash.equals(Buffer.from(entry.hash))) return entry.seq
    previous = hash
    expected += 1
  }
  return null
}
