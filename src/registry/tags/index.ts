import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { applyTagsHandler } from './operations/apply-tags.ts'
import { changeTagHandler } from './operations/change-tag.ts'
import { createTagHandler } from './operations/create-tag.ts'
import { deleteTagHandler } from './operations/delete-tag.ts'
import { listTaggingsHandler } from './operations/list-taggings.ts'
import { listTagsHandler } from './operations/list-tags.ts'

export const tags: Capability = {
  name: 'tags',
  handlers: [
    listTagsHandler,
    createTagHandler,
    changeTagHandler,
    deleteTagHandler,
    applyTagsHandler,
    listTaggingsHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
