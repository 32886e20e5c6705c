import { unitNameOf } from '#foundation/org-units/index.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { mayOverseeUnit } from '../policy.ts'
import { exportFilingsByUnit, type UnitCounts } from './contract.ts'
import { unitCounts } from './store.ts'

const columns: readonly ExportColumn<UnitCounts>[] = [
  { title: '单位', width: 28, of: (row) => row.name },
  { title: '待受理', kind: 'number', of: (row) => row.submitted },
  { title: '待审查登记', kind: 'number', of: (row) => row.accepted },
  { title: '其中超期', kind: 'number', of: (row) => row.late },
  { title: '最早收到', kind: 'date', of: (row) => row.waitingSince },
  { title: '等企业补正', kind: 'number', of: (row) => row.returned },
  { title: '已备案', kind: 'number', of: (row) => row.registered },
]

export const exportFilingsByUnitHandler = handleExport(exportFilingsByUnit, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayOverseeUnit,
  async list(ctx, input) {
    const place = ctx.actor.kind === 'unit' ? await unitNameOf(ctx.tx, ctx.actor.unitId) : ''
    return {
      name: '各单位备案情况',
      place,
      columns,
      rows: unitCounts(input, civilDateOf(ctx.now)),
      filters: [
        ['所属单位', await unitNameOf(ctx.tx, input.unitId)],
        ...(input.waiting ? [['只列', '有待办的'] as const] : []),
        ...(input.text ? [['查找', input.text] as const] : []),
      ],
      facts: [['口径', '每一行包括该单位和它下面的全部单位；“超期”按办理环节的期限计算，未规定期限的不计']],
    }
  },
})
