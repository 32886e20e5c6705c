import { z } from 'zod'
import { exportOf, operation, PageQuery, page } from '#platform/operation.ts'

export const Notice = z.object({
  id: z.uuid(),
  kind: z.string(),
  title: z.string(),
  body: z.string(),
  /** Path inside the web application. */
  link: z.string().nullable(),
  at: z.iso.datetime(),
  read: z.boolean(),
})
export type Notice = z.infer<typeof Notice>

export const listNotices = operation({
  name: 'notice.list',
  method: 'GET',
  path: '/notices',
  title: '查看消息',
  doc: 'Notices to my enterprise, unit or office of administrator, newest first; `total` counts the unread ones.',
  input: z.object(PageQuery),
  output: page(Notice),
  refusals: [],
})

export const exportNotices = exportOf(listNotices, { name: 'notice.export', title: '导出消息' })

export const readNotices = operation({
  name: 'notice.mark-read',
  method: 'POST',
  path: '/notices/read',
  title: '标为已读',
  doc: 'Marks notices as read by me; without `ids` every one that I have not read.',
  input: z.object({ ids: z.array(z.uuid()).min(1).max(200).optional() }),
  output: z.object({ marked: z.int() }),
  refusals: [],
})
