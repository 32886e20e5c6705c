import { handle } from '#platform/perform.ts'
import { listTags } from '../contract.ts'
import { mayTag } from '../policy.ts'
import { findTags } from '../store.ts'

export const listTagsHandler = handle(listTags, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayTag,
  run: async ({ tx }, { unitId }) => ({ rows: await findTags(tx, unitId) }),
})
