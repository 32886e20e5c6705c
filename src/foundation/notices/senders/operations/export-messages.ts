import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { mayKeepSenders } from '../../policy.ts'
import { type Channel, exportMessages, type MessageState } from '../contract.ts'
import { type MessageRow, messagesToExport } from '../outbox-store.ts'

const channels: Readonly<Record<Channel, string>> = { http: '短信或政务微信', email: '邮件' }
const states: Readonly<Record<MessageState, string>> = {
  queued: '待发',
  sending: '发送中',
  sent: '已发',
  dropped: '不再发',
  dead: '没有发出',
}
const beijing = (at: Date | null) =>
  at && new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

const columns: readonly ExportColumn<MessageRow>[] = [
  { title: '产生时间', width: 20, of: (row) => beijing(row.createdAt) },
  { title: '方式', width: 16, of: (row) => channels[row.channel] },
  { title: '收件人', width: 14, of: (row) => row.personName },
  { title: '单位', width: 28, of: (row) => row.unitName },
  { title: '标题', width: 40, of: (row) => row.subject },
  { title: '状态', of: (row) => states[row.state] },
  { title: '尝试次数', kind: 'number', of: (row) => row.tries },
  { title: '结束时间', width: 20, of: (row) => beijing(row.finishedAt) },
  { title: '原因', width: 40, of: (row) => row.lastError },
]

export const exportMessagesHandler = handleExport(exportMessages, {
  policy: mayKeepSenders,
  async list(_ctx, { state, channel }) {
    return {
      name: '发送记录',
      place: '系统管理员',
      columns,
      rows: messagesToExport({ state, channel }),
      filters: [
        ...(state ? [['状态', states[state]] as const] : []),
        ...(channel ? [['方式', channels[channel]] as const] : []),
      ],
    }
  },
})
