import { unitNameOf } from '#foundation/org-units/index.ts'
import type { Context } from '#platform/perform.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { exportFilings, type FilingRow } from '../contract.ts'
import { statusWords } from '../domain.ts'
import { type FilingExportRow, filingsToExport, scopeOf } from '../list.ts'
import { mayList } from '../policy.ts'

const kinds = { new: '新报', change: '变更', replace: '更换', cancel: '注销' } as const
const kindsOf = { ...kinds, following: '变更、更换、注销' } as const
const terms = { ending: '60 天内届满', over: '已届满未续', left: '已离任待更换' } as const
const outcomes: Readonly<Record<NonNullable<FilingRow['outcome']>, string>> = {
  pass: '符合',
  relaxed: '符合（已放宽）',
  relaxable: '可放宽',
  fail: '不符合',
  'cannot-tell': '不能判定',
}
const day = (at: Date | null) => (at ? civilDateOf(at) : null)

const columns: readonly ExportColumn<FilingExportRow>[] = [
  { title: '备案编号', width: 26, of: (row) => row.filing_no },
  { title: '企业名称', width: 36, of: (row) => row.enterprise_name },
  { title: '统一社会信用代码', width: 22, of: (row) => row.credit_code },
  { title: '首席质量官', of: (row) => row.person_name },
  { title: '类型', of: (row) => kinds[row.kind] },
  { title: '状态', of: (row) => statusWords[row.status] },
  { title: '任职条件', width: 16, of: (row) => (row.outcome ? outcomes[row.outcome] : null) },
  { title: '放宽理由', width: 30, of: (row) => row.relaxation_reason },
  { title: '登记理由', width: 30, of: (row) => row.register_reason },
  { title: '负责单位', width: 28, of: (row) => row.unit_name },
  { title: '提交日期', kind: 'date', of: (row) => day(row.submitted_at) },
  { title: '受理日期', kind: 'date', of: (row) => day(row.accepted_at) },
  { title: '登记日期', kind: 'date', of: (row) => day(row.registered_at) },
  { title: '任期到', kind: 'date', of: (row) => row.term_to },
  { title: '离任日期', kind: 'date', of: (row) => row.left_on },
  { title: '注销起始', kind: 'date', of: (row) => row.cancelled_on },
  {
    title: '规则包',
    width: 24,
    of: (row) => (row.pack_id ? `${row.pack_id} 第 ${row.pack_version} 版` : null),
  },
]

export const exportFilingsHandler = handleExport(exportFilings, {
  policy: mayList,
  async list(ctx, input) {
    return {
      name: '备案登记簿',
      place: await placeOf(ctx),
      columns,
      rows: filingsToExport(ctx.tx, { ...input, ...scopeOf(ctx.actor, input) }),
      filters: [
        ...(input.status ? [['状态', statusWords[input.status]] as const] : []),
        ...(input.unitId ? [['负责单位', await unitNameOf(ctx.tx, input.unitId)] as const] : []),
        ...(input.outcome ? [['任职条件', outcomes[input.outcome]] as const] : []),
        ...(input.kind ? [['类型', kindsOf[input.kind]] as const] : []),
        ...(input.term ? [['任期', terms[input.term]] as const] : []),
        ...(input.text ? [['查找', input.text] as const] : []),
      ],
      facts: [['规则', '任职条件按聘任日期当日有效的规则包判定，见“规则包”一列']],
    }
  },
})

async function placeOf({ tx, actor }: Context): Promise<string> {
  if (actor.kind === 'unit') return unitNameOf(tx, actor.unitId)
  if (actor.kind === 'enterprise') return (await getEnterprise(tx, actor.enterpriseId)).name
  return ''
}
