import { unitNameOf } from '#foundation/org-units/index.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { pendingToExport } from '../pending-store.ts'
import { mayReadRosters } from '../policy.ts'
import { exportPending, type PendingMember } from '../versions/contract.ts'

/** The first columns are those of the directory's own import, so that the sheet can be filled in and imported. */
const columns: readonly ExportColumn<PendingMember>[] = [
  { title: '企业名称', width: 36, of: (row) => row.name },
  { title: '统一社会信用代码', width: 22, of: (row) => row.creditCode },
  { title: '注册地址', width: 30, of: () => '' },
  { title: '所属县区', width: 18, of: (row) => row.area },
  { title: '名单', width: 36, of: (row) => row.rosterName },
  { title: '版本', kind: 'number', of: (row) => row.no },
  { title: '出具单位', width: 28, of: (row) => row.keeperName },
  { title: '名录', of: (row) => (row.enterpriseId ? '已在名录' : '不在名录') },
]

export const exportPendingHandler = handleExport(exportPending, {
  policy: mayReadRosters,
  async list({ tx, actor }, { rosterId, text }) {
    const unitId = actor.kind === 'unit' ? actor.unitId : ''
    return {
      name: '待入名录的企业',
      place: await unitNameOf(tx, unitId),
      columns,
      rows: pendingToExport({ rosterId, text, unitId }),
      filters: text ? [['名称或代码', text]] : [],
    }
  },
})
