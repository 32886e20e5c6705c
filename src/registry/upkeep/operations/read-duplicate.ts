import { handle } from '#platform/perform.ts'
import { readDuplicate } from '../contract.ts'
import { loadPair } from '../pair.ts'
import { mayUpkeepOwn } from '../policy.ts'
import { findHoldings, latestDecision } from '../store.ts'

export const readDuplicateHandler = handle(readDuplicate, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayUpkeepOwn,
  async run({ tx }, input) {
    const pair = await loadPair(tx, input)
    const [first, second, latest] = await Promise.all([
      findHoldings(tx, pair[0].id),
      findHoldings(tx, pair[1].id),
      latestDecision(tx, pair[0].id, pair[1].id),
    ])
    return {
      sides: [
        { enterprise: pair[0], holdings: first },
        { enterprise: pair[1], holdings: second },
      ],
      decision: latest
        ? {
            decision: latest.decision as 'different' | 'merged' | 'reopened',
            reason: latest.reason,
            at: latest.decided_at.toISOString(),
          }
        : null,
    }
  },
})
