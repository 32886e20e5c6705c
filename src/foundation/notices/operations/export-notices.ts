import type { Actor } from '#platform/access/actor.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { exportNotices } from '../contract.ts'
import { mayHaveNotices } from '../policy.ts'
import { type NoticeExportRow, noticesToExport } from '../store.ts'

const columns: readonly ExportColumn<NoticeExportRow>[] = [
  { title: '时间', width: 20, of: ({ at }) => beijing(at) },
  { title: '消息', width: 40, of: ({ title }) => title },
  { title: '内容', width: 60, of: ({ body }) => body },
  { title: '已读', of: ({ read }) => (read ? '是' : '否') },
]

export const exportNoticesHandler = handleExport(exportNotices, {
  policy: mayHaveNotices,
  async list({ actor }) {
    return {
      name: '消息',
      place: '',
      columns,
      rows: noticesToExport(accountOf(actor)),
      facts: [['已读', '指导出人本人是否已读']],
    }
  },
})

function accountOf(actor: Actor): string {
  if ('accountId' in actor) return actor.accountId
  throw new Error('nobody is signed in')
}

const beijing = (at: Date) =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
