import { unitNameOf } from '#foundation/org-units/index.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { exportSupervisions } from '../contract.ts'
import { stateWords } from '../domain.ts'
import { mayListSupervisions } from '../policy.ts'
import { numberOf, type SupervisionRow, supervisionsToExport } from '../store.ts'

const sides = { issued: '本单位发出', received: '本单位收到', below: '下级之间' } as const

const columns: readonly ExportColumn<SupervisionRow>[] = [
  { title: '编号', width: 18, of: (row) => numberOf(row) },
  { title: '发出单位', width: 28, of: (row) => row.issuerName },
  { title: '被督办单位', width: 28, of: (row) => row.unitName },
  { title: '事项', width: 36, of: (row) => row.title },
  { title: '内容', width: 60, of: (row) => row.body },
  { title: '依据', width: 28, of: (row) => row.basis },
  { title: '发出日期', kind: 'date', of: (row) => row.issuedOn },
  { title: '回复期限', kind: 'date', of: (row) => row.dueOn },
  { title: '状态', width: 16, of: (row) => stateWords[row.state] },
  { title: '逾期未回复', of: (row) => (row.overdue ? '是' : '否') },
]

export const exportSupervisionsHandler = handleExport(exportSupervisions, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayListSupervisions,
  async list({ tx, now }, input) {
    const { unitId, side, state, text } = input
    return {
      name: '督办',
      place: await unitNameOf(tx, unitId),
      columns,
      rows: supervisionsToExport(input, civilDateOf(now)),
      filters: [
        ['范围', sides[side]],
        ...(state ? [['状态', stateWords[state]] as const] : []),
        ...(text ? [['查找', text] as const] : []),
      ],
    }
  },
})
