import { unitNameOf } from '#foundation/org-units/index.ts'
import { handleExport } from '#platform/spreadsheets/export-list.ts'
import { measureWords, memberColumns } from '../columns.ts'
import { isDirectoryScope } from '../indicators.ts'
import { exportCoverageMembers } from '../lists/contract.ts'
import { WHOLE } from '../pages.ts'
import { mayReadMembers } from '../policy.ts'
import { pageQuery } from '../store.ts'
import { atOf } from '../table.ts'

export const exportCoverageMembersHandler = handleExport(exportCoverageMembers, {
  subject: async (_ctx, { unitId, measure, scope }) => ({ unitId, measure, list: !isDirectoryScope(scope) }),
  policy: mayReadMembers,
  async list(ctx, { unitId, scope, measure, text, ...asked }) {
    const at = atOf(asked, ctx.now)
    const [unit, place] = await Promise.all([
      unitNameOf(ctx.tx, unitId),
      ctx.actor.kind === 'unit' ? unitNameOf(ctx.tx, ctx.actor.unitId) : '',
    ])
    return {
      name: '数字背后的企业',
      place,
      columns: memberColumns,
      rows: pageQuery({ ...at, unitId, scope, measures: [measure], text: text || undefined, limit: WHOLE }),
      filters: [
        ['单位', unit],
        ['范围', scope],
        ['计数', measureWords[measure]],
        ['统计日期', at.on],
        ['按何时掌握的情况', at.knownAt?.toISOString() ?? '导出时'],
        ['单位划分', at.boundaries === 'then' ? '当时' : '现在'],
        ...(text ? [['查找', text] as const] : []),
      ],
    }
  },
})
