import { handle } from '#platform/perform.ts'
import { offsetOf } from '../cursor.ts'
import { mayReadStates } from '../policy.ts'
import { recomputeVersions } from '../version-store.ts'
import { verifyVersions } from '../versions/contract.ts'

const PAGE = 100

export const verifyVersionsHandler = handle(verifyVersions, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReadStates,
  async run({ tx }, { unitId, cursor }) {
    const offset = offsetOf(cursor)
    const rows = await recomputeVersions(tx, unitId, { offset, limit: PAGE + 1 })
    const looked = rows.slice(0, PAGE)
    const differences = looked.flatMap(({ rosterName, no, again, ...signed }) => {
      const same =
        again.members === signed.members &&
        again.pending === signed.pending &&
        again.membersDigest === signed.membersDigest
      return same ? [] : [{ rosterName, no, signed, recomputed: again }]
    })
    return { compared: looked.length, differences, next: rows.length > PAGE ? String(offset + PAGE) : null }
  },
})
