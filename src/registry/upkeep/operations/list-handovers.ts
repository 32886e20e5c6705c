import { handle } from '#platform/perform.ts'
import { listHandovers } from '../contract.ts'
import { findHandovers } from '../handover-store.ts'
import { mayUpkeepOwn } from '../policy.ts'
import { presentHandover } from '../present-handover.ts'

export const listHandoversHandler = handle(listHandovers, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayUpkeepOwn,
  async run({ tx, actor }) {
    return { rows: (await findHandovers(tx)).map((row) => presentHandover(actor, row)) }
  },
})
