import { unitNameOf } from '#foundation/org-units/index.ts'
import { handleExport } from '#platform/spreadsheets/export-list.ts'
import { memberColumns, reasonWords } from '../columns.ts'
import { exportMissing } from '../lists/contract.ts'
import { planMissing, presentMissing, WHOLE } from '../pages.ts'
import { mayReadStandings } from '../policy.ts'
import { type PageRow, pageQuery } from '../store.ts'

export const exportMissingHandler = handleExport<typeof exportMissing, PageRow, { unitId: string }>(
  exportMissing,
  {
    subject: async (_ctx, { unitId }) => ({ unitId }),
    policy: mayReadStandings,
    async list(ctx, input) {
      const plan = await planMissing(ctx, input)
      const [unit, place] = await Promise.all([
        unitNameOf(ctx.tx, input.unitId),
        ctx.actor.kind === 'unit' ? unitNameOf(ctx.tx, ctx.actor.unitId) : '',
      ])
      return {
        name: '尚未备案的企业',
        place,
        columns: [
          ...memberColumns,
          { title: '原因', width: 20, of: (row) => reasonWords[presentMissing(row, plan).reason] },
          { title: '名单已过时', of: (row) => (presentMissing(row, plan).listOld ? '是' : '') },
        ],
        rows: pageQuery({ ...plan.asked, limit: WHOLE }),
        filters: [
          ['单位', unit],
          ['范围', input.scope],
          ['统计日期', plan.at.on],
          ...(input.reason ? [['原因', reasonWords[input.reason]] as const] : []),
          ...(input.text ? [['查找', input.text] as const] : []),
        ],
      }
    },
  },
)
