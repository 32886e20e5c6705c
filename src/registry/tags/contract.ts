import { z } from 'zod'
import { operation, refusal } from '#platform/operation.ts'
import { textSchema } from '#platform/values/text.ts'

export const TagTone = z.enum(['blue', 'green', 'gold', 'red', 'purple', 'cyan', 'grey'])
export type TagTone = z.infer<typeof TagTone>

/** A free label of a unit on enterprises, seen by this unit alone. */
export const Tag = z.object({
  id: z.uuid(),
  name: z.string(),
  tone: TagTone,
  /** How many enterprises bear it. */
  enterprises: z.int(),
})
export type Tag = z.infer<typeof Tag>

export const tagExists = refusal({ code: 'tag-exists', status: 409, title: '已有同名标签' })
export const tooManyTags = refusal({ code: 'too-many-tags', status: 409, title: '标签太多' })

const tag = { name: textSchema({ max: 12 }), tone: TagTone }
const labels = { name: '标签名称', tone: '颜色' }

export const listTags = operation({
  name: 'tag.list',
  method: 'GET',
  path: '/units/:unitId/tags',
  title: '查看标签',
  doc: 'Labels of the unit, by name.',
  input: z.object({ unitId: z.uuid() }),
  output: z.object({ rows: z.array(Tag) }),
  refusals: [],
})

export const createTag = operation({
  name: 'tag.create',
  method: 'POST',
  path: '/units/:unitId/tags',
  title: '新建标签',
  doc: "A label of the unit, at most 100 of them. It is for the unit's own order and says nothing in law.",
  input: z.object({ unitId: z.uuid(), ...tag }),
  output: Tag,
  refusals: [tagExists, tooManyTags],
  labels,
})

export const changeTag = operation({
  name: 'tag.change',
  method: 'PUT',
  path: '/units/:unitId/tags/:tagId',
  title: '修改标签',
  doc: 'Name and colour of a label.',
  input: z.object({ unitId: z.uuid(), tagId: z.uuid(), ...tag }),
  output: Tag,
  refusals: [tagExists],
  labels,
})

export const deleteTag = operation({
  name: 'tag.delete',
  method: 'DELETE',
  path: '/units/:unitId/tags/:tagId',
  title: '删除标签',
  doc: 'Takes a label away from all enterprises and ends it.',
  input: z.object({ unitId: z.uuid(), tagId: z.uuid() }),
  output: z.object({ enterprises: z.int() }),
  refusals: [],
})

/** One label on one enterprise. */
export const Tagging = z.object({ enterpriseId: z.uuid(), tagId: z.uuid() })
export type Tagging = z.infer<typeof Tagging>

export const applyTags = operation({
  name: 'tag.apply',
  method: 'POST',
  path: '/units/:unitId/taggings',
  title: '给企业加减标签',
  doc: 'Puts labels on enterprises and takes others off. Answers what was really changed: handed in the other way round it undoes the deed.',
  input: z.object({
    unitId: z.uuid(),
    add: z.array(Tagging).max(1000),
    remove: z.array(Tagging).max(1000),
  }),
  output: z.object({ added: z.array(Tagging), removed: z.array(Tagging) }),
  refusals: [],
})

export const listTaggings = operation({
  name: 'tag.of-enterprises',
  method: 'GET',
  path: '/units/:unitId/taggings',
  title: '查看企业的标签',
  doc: 'Labels of the unit on up to 200 enterprises (`enterpriseIds`, separated by commas).',
  input: z.object({
    unitId: z.uuid(),
    enterpriseIds: z
      .string()
      .max(7400)
      .regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,199}$/, '要用逗号隔开的企业编号，至多 200 个。'),
  }),
  output: z.object({ rows: z.array(Tagging) }),
  refusals: [],
})
