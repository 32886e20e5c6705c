import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { exportPlanCandidates, type PlanCandidate } from '../contract.ts'
import { officerWords } from '../member-words.ts'
import { candidatesToExport } from '../members-store.ts'
import { mayPreparePlan } from '../policy.ts'
import { loadPlan, presently } from '../present.ts'

const columns = (year: number): readonly ExportColumn<PlanCandidate>[] => [
  { title: '企业名称', width: 36, of: (row) => row.name },
  { title: '统一社会信用代码', width: 22, of: (row) => row.creditCode },
  { title: '培育年度', of: () => String(year) },
  { title: '备注', width: 30, of: () => '' },
  { title: '行业代码', of: (row) => row.industryCode },
  { title: '企业规模', of: (row) => row.size },
  { title: '没有备案的原因', width: 20, of: (row) => officerWords[row.officer] },
]

export const exportPlanCandidatesHandler = handleExport(exportPlanCandidates, {
  subject: loadPlan,
  policy: mayPreparePlan,
  list: async (ctx, { unitId: _, planId: __, ...query }, { plan }) => ({
    name: '未备案规上企业',
    place: plan.unit_name,
    columns: columns(plan.year),
    rows: candidatesToExport(plan, presently(ctx.now), query),
    filters: [
      ...(query.text ? [['查找', query.text] as const] : []),
      ...(query.size ? [['企业规模', query.size] as const] : []),
      ...(query.industry ? [['行业', query.industry] as const] : []),
      ...(query.officer ? [['原因', officerWords[query.officer]] as const] : []),
    ],
    facts: [
      [
        '用法',
        `删去不列入的行，按需改“培育年度”（${plan.year} 至 ${plan.year + plan.years - 1}），在培育计划页面导入`,
      ],
      ['说明', '规上企业名单为内部资料，不对外公开（统计法）'],
    ],
  }),
})
