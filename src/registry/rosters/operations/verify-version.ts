import { handle } from '#platform/perform.ts'
import { mayReadRosters } from '../policy.ts'
import { getVersion, recompute } from '../version-store.ts'
import { verifyVersion } from '../versions/contract.ts'

export const verifyVersionHandler = handle(verifyVersion, {
  policy: mayReadRosters,
  async run({ tx }, { rosterId, no }) {
    const version = await getVersion(tx, rosterId, no)
    const recomputed = await recompute(tx, version)
    const agrees =
      recomputed.membersDigest === version.membersDigest &&
      recomputed.members === version.members &&
      recomputed.pending === version.pending
    return { version, recomputed, agrees }
  },
})
