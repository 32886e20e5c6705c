import { unitNameOf } from '#foundation/org-units/index.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { exportImportRows } from '../contract.ts'
import { type ExportedImportRow, importRowsToExport } from '../import-export-store.ts'
import { getImport } from '../import-store.ts'
import { mayImport } from '../policy.ts'

const outcomes = { add: '新增', change: '更新', same: '未变', doubtful: '存疑', reject: '不采用' } as const

const columns: readonly ExportColumn<ExportedImportRow>[] = [
  { title: '行号', kind: 'number', of: (row) => row.line },
  { title: '企业名称', width: 36, of: (row) => row.name },
  { title: '统一社会信用代码', width: 22, of: (row) => row.creditCode },
  { title: '判断', of: (row) => outcomes[row.outcome] },
  { title: '负责单位', width: 28, of: (row) => row.unitName },
  { title: '说明', width: 60, of: (row) => row.message },
  { title: '决定', width: 28, of: (row) => (row.skipped ? '跳过' : row.decidedUnit) },
  { title: '是否写入名录', of: (row) => (row.applied ? '是' : '否') },
]

export const exportImportRowsHandler = handleExport(exportImportRows, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayImport,
  async list({ tx }, { unitId, importId, outcome }) {
    const [run, place] = await Promise.all([getImport(tx, unitId, importId), unitNameOf(tx, unitId)])
    return {
      name: '导入明细',
      place,
      columns,
      rows: importRowsToExport(tx, { unitId, importId }, outcome),
      filters: outcome ? [['判断', outcomes[outcome]]] : [],
      facts: [['来源文件', run.file_name]],
    }
  },
})
