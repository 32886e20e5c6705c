import { notFound } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { changeTag } from '../contract.ts'
import { mayTag } from '../policy.ts'
import { findTags, updateTag } from '../store.ts'
import { sameName } from './create-tag.ts'

export const changeTagHandler = handle(changeTag, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayTag,
  audit: (_input, { unitId }, tag) => ({
    chain: { unitId },
    action: 'tag.changed',
    subject: { type: 'tag', id: tag.id },
  }),
  async run({ tx }, { unitId, tagId, name, tone }) {
    const [found] = await findTags(tx, unitId, tagId)
    if (!found) throw notFound()
    if (!(await updateTag(tx, unitId, { id: tagId, name, tone }))) throw sameName(name)
    return { ...found, name, tone }
  },
})
