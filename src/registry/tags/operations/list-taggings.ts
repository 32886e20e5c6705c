import { handle } from '#platform/perform.ts'
import { listTaggings } from '../contract.ts'
import { mayTag } from '../policy.ts'
import { findTaggings } from '../store.ts'

export const listTaggingsHandler = handle(listTaggings, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayTag,
  run: async ({ tx }, { unitId, enterpriseIds }) => ({
    rows: await findTaggings(tx, unitId, enterpriseIds.split(',')),
  }),
})
