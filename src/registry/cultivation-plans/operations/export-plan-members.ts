import { unitNameOf } from '#foundation/org-units/index.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { exportPlanMembers, type PlanMember } from '../contract.ts'
import { statusWords } from '../domain.ts'
import { stateWords } from '../member-words.ts'
import { membersToExport } from '../members-store.ts'
import { mayReadPlan } from '../policy.ts'
import { loadPlan, presently } from '../present.ts'

/** Read again by `cultivation-plan.check-file`. */
export const memberColumns: readonly ExportColumn<PlanMember>[] = [
  { title: '企业名称', width: 36, of: (row) => row.name },
  { title: '统一社会信用代码', width: 22, of: (row) => row.creditCode },
  { title: '培育年度', of: (row) => String(row.year) },
  { title: '备注', width: 30, of: (row) => row.note },
  { title: '行业代码', of: (row) => row.industryCode },
  { title: '企业规模', of: (row) => row.size },
  { title: '目前情况', width: 18, of: (row) => (row.state ? stateWords[row.state] : '') },
]

export const exportPlanMembersHandler = handleExport(exportPlanMembers, {
  subject: loadPlan,
  policy: mayReadPlan,
  async list(ctx, { unitId: _, planId: __, ...query }, { plan }) {
    const isIndustry = ctx.actor.role === 'industry-officer'
    return {
      name: `${plan.year}年培育企业名单`,
      place: ctx.actor.kind === 'unit' ? await unitNameOf(ctx.tx, ctx.actor.unitId) : '',
      columns: isIndustry ? memberColumns.filter(({ title }) => title !== '目前情况') : memberColumns,
      rows: membersToExport(plan, presently(ctx.now), isIndustry ? { ...query, state: undefined } : query),
      filters: [
        ...(query.year ? [['培育年度', String(query.year)] as const] : []),
        ...(query.text ? [['查找', query.text] as const] : []),
      ],
      facts: [
        ['单位', plan.unit_name],
        ['版本', `${plan.year} 年第 ${plan.no} 版，${statusWords[plan.status]}`],
        ['说明', '规上企业名单为内部资料，不对外公开（统计法）'],
      ],
    }
  },
})
