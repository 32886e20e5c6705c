import { unitNameOf } from '#foundation/org-units/index.ts'
import { handleExport } from '#platform/spreadsheets/export-list.ts'
import { percent } from '../columns.ts'
import { exportTrend, type TrendPoint } from '../contract.ts'
import { mayReadNumbers } from '../policy.ts'
import { madeRows } from '../store.ts'
import { readTrendOf } from '../trend.ts'

type Row = { readonly row: TrendPoint }

export const exportTrendHandler = handleExport<typeof exportTrend, Row, { unitId: string }>(exportTrend, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReadNumbers,
  async list(ctx, input) {
    const [{ indicator, points }, unit, place] = await Promise.all([
      readTrendOf(ctx, { ...input, months: input.months ?? 12 }),
      unitNameOf(ctx.tx, input.unitId),
      ctx.actor.kind === 'unit' ? unitNameOf(ctx.tx, ctx.actor.unitId) : '',
    ])
    return {
      name: '覆盖率走势',
      place,
      columns: [
        { title: '日期', kind: 'date', of: ({ row }) => row.on },
        { title: '分子', kind: 'number', of: ({ row }) => row.numerator },
        { title: '分母', kind: 'number', of: ({ row }) => row.denominator ?? '未知' },
        { title: `${indicator.name}（%）`, width: 30, kind: 'number', of: ({ row }) => percent(row.ratio) },
      ],
      rows: madeRows(points),
      filters: [
        ['单位', unit],
        ['指标', indicator.name],
      ],
      facts: [['口径', `${indicator.doc}。依据：${indicator.source}`]],
    }
  },
})
