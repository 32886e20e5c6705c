import { newId } from '#platform/ids.ts'
import { handle } from '#platform/perform.ts'
import { createTag, tagExists, tooManyTags } from '../contract.ts'
import { mayTag } from '../policy.ts'
import { findTags, insertTag } from '../store.ts'

const MOST = 100

export const createTagHandler = handle(createTag, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayTag,
  audit: (_input, { unitId }, tag) => ({
    chain: { unitId },
    action: 'tag.created',
    subject: { type: 'tag', id: tag.id },
  }),
  async run({ tx }, { unitId, name, tone }) {
    const there = await findTags(tx, unitId)
    if (there.length >= MOST) {
      throw tooManyTags({ detail: `标签：本单位已有 ${MOST} 个。请删去不用的再建。` })
    }
    const tag = { id: newId(), name, tone }
    if (!(await insertTag(tx, unitId, tag))) throw sameName(name)
    return { ...tag, enterprises: 0 }
  },
})

/** Also for changing a label. */
export function sameName(name: string) {
  const message = `标签名称：本单位已有“${name}”。请改名，或直接使用已有的标签。`
  return tagExists({ detail: message, errors: [{ path: 'name', message }] })
}
