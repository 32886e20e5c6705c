import { z } from 'zod'
import { operation, refusal } from '../operation.ts'
import { textSchema } from '../values/text.ts'

/** Views that a person keeps of one list, at most. */
export const MOST_VIEWS = 20

export const tooManyViews = refusal({ code: 'too-many-views', status: 409, title: '这个列表的视图已经够多' })

/** How a person likes to look at a list; one's own, nobody else sees it. */
export const ListView = z.object({
  id: z.uuid(),
  name: z.string(),
  query: z.string().describe('filters and order as in the address of the list: state=retired&sort=dueOn'),
})
export type ListView = z.infer<typeof ListView>

const ofEnterprise = { enterpriseId: z.uuid() }
const list = z.string().trim().min(1).max(80)
const path = '/enterprises/:enterpriseId/list-views'

export const findListViews = operation({
  name: 'list-view.list',
  method: 'GET',
  path,
  title: '查看我的视图',
  doc: 'The views that the asker has kept of one list, by name. `list` is the name of its operation.',
  input: z.object({ ...ofEnterprise, list }),
  output: z.object({ rows: z.array(ListView) }),
  refusals: [],
})

export const saveListView = operation({
  name: 'list-view.save',
  method: 'POST',
  path,
  title: '保存视图',
  doc: `Keeps filters and order of a list under a name; the same name again takes its place. At most ${MOST_VIEWS} of a list.`,
  input: z.object({ ...ofEnterprise, list, name: textSchema({ max: 30 }), query: z.string().max(2000) }),
  output: ListView,
  refusals: [tooManyViews],
  labels: { name: '视图名称' },
})

export const removeListView = operation({
  name: 'list-view.remove',
  method: 'DELETE',
  path: `${path}/:viewId`,
  title: '删除视图',
  doc: 'Removes one of the asker’s own views.',
  input: z.object({ ...ofEnterprise, viewId: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  refusals: [],
})
