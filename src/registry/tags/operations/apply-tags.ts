import { handle } from '#platform/perform.ts'
import { applyTags } from '../contract.ts'
import { mayTag } from '../policy.ts'
import { addTaggings, removeTaggings } from '../store.ts'

export const applyTagsHandler = handle(applyTags, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayTag,
  audit: (_input, { unitId }, { added, removed }) =>
    added.length + removed.length === 0
      ? null
      : {
          chain: { unitId },
          action: 'tag.applied',
          subject: { type: 'unit', id: unitId },
          details: { added: added.length, removed: removed.length },
        },
  async run({ tx }, { unitId, add, remove }) {
    const removed = await removeTaggings(tx, unitId, remove)
    return { added: await addTaggings(tx, unitId, add), removed }
  },
})
