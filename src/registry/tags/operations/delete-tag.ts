import { notFound } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { deleteTag } from '../contract.ts'
import { mayTag } from '../policy.ts'
import { findTags, removeTag } from '../store.ts'

export const deleteTagHandler = handle(deleteTag, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayTag,
  audit: ({ tagId }, { unitId }, { enterprises }) => ({
    chain: { unitId },
    action: 'tag.deleted',
    subject: { type: 'tag', id: tagId },
    details: { enterprises },
  }),
  async run({ tx }, { unitId, tagId }) {
    const [found] = await findTags(tx, unitId, tagId)
    if (!found) throw notFound()
    await removeTag(tx, unitId, tagId)
    return { enterprises: found.enterprises }
  },
})
