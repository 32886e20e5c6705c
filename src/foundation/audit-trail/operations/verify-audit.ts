import { firstBrokenLink, type Link, type StoredEntry } from '#platform/audit/verify.ts'
import { handle } from '#platform/perform.ts'
import { verifyAudit } from '../contract.ts'
import { mayReadChain } from '../policy.ts'
import { chainOf, headOf, readOnward } from '../store.ts'

const BATCH = 5000

export const verifyAuditHandler = handle(verifyAudit, {
  subject: async (_ctx, asked) => asked,
  policy: mayReadChain,
  async run({ tx }, asked) {
    const chainId = chainOf(asked)
    // Before the entries: those added meanwhile come after it.
    const head = await headOf(tx, chainId)
    let link = { seq: 0, hash: Buffer.alloc(0) as Uint8Array }
    for (;;) {
      const entries = await readOnward(tx, chainId, link.seq, BATCH)
      const brokenAt = firstBrokenLink(entries, link) ?? otherThanHead(entries, head)
      const last = entries.at(-1)
      if (last) link = { seq: last.seq, hash: last.hash }
      if (brokenAt !== null || entries.length < BATCH) {
        const missing = head && link.seq < head.seq ? link.seq + 1 : null
        return {
          entries: link.seq,
          brokenAt: brokenAt ?? missing,
          head: Buffer.from(link.hash).toString('hex'),
        }
      }
    }
  },
})

/** A chain that fits in itself may have been written anew; the kept head then differs. */
function otherThanHead(entries: readonly StoredEntry[], head: Link | undefined): number | null {
  const entry = entries.find(({ seq }) => seq === head?.seq)
  return entry && head && !Buffer.from(entry.hash).equals(head.hash) ? entry.seq : null
}
