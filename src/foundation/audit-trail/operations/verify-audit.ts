import { firstBrokenLink } from '#platform/audit/verify.ts'
import { handle } from '#platform/perform.ts'
import { verifyAudit } from '../contract.ts'
import { mayReadChain } from '../policy.ts'
import { readOnward } from '../store.ts'

const BATCH = 5000

export const verifyAuditHandler = handle(verifyAudit, {
  subject: async (_ctx, { chainId }) => ({ chainId }),
  policy: mayReadChain,
  async run({ tx }, { chainId }) {
    let link = { seq: 0, hash: Buffer.alloc(0) as Uint8Array }
    for (;;) {
      const entries = await readOnward(tx, chainId, link.seq, BATCH)
      const brokenAt = firstBrokenLink(entries, link)
      const last = entries.at(-1)
      if (last) link = { seq: last.seq, hash: last.hash }
      if (brokenAt !== null || entries.length < BATCH) {
        return { entries: link.seq, brokenAt, head: Buffer.from(link.hash).toString('hex') }
      }
    }
  },
})
