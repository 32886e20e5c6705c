import { handle } from '#platform/perform.ts'
import { listDuplicates, type SuspectedPair } from '../contract.ts'
import { mayUpkeepOwn } from '../policy.ts'
import { findPairs, lastKey } from '../store.ts'

const GROUPS = 20

export const listDuplicatesHandler = handle(listDuplicates, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayUpkeepOwn,
  async run({ tx }, { by, cursor = '' }) {
    const [pairs, next] = await Promise.all([
      findPairs(tx, by, cursor, GROUPS),
      lastKey(tx, by, cursor, GROUPS),
    ])
    const rows = pairs.map(({ a, b, same }): SuspectedPair => {
      const why = by === 'code' ? 'same-organisation' : same ? 'same-name' : 'near-name'
      return { why, first: a, second: b }
    })
    return { rows, next }
  },
})
