import { unitNameOf } from '#foundation/org-units/index.ts'
import type { OutputOf } from '#platform/operation.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { percent } from '../columns.ts'
import { exportPublicCoverage, type Indicator, type readPublicCoverage } from '../contract.ts'
import { mayReadStandings } from '../policy.ts'
import { publicCoverage } from '../public.ts'
import { madeRows } from '../store.ts'
import { atOf, readTable } from '../table.ts'

type Row = { readonly row: OutputOf<typeof readPublicCoverage>['rows'][number] }

const HIDDEN = '*'

export const exportPublicCoverageHandler = handleExport<typeof exportPublicCoverage, Row, { unitId: string }>(
  exportPublicCoverage,
  {
    subject: async (_ctx, { unitId }) => ({ unitId }),
    policy: mayReadStandings,
    async list(ctx, { unitId, by = 'child', on }) {
      const [table, place] = await Promise.all([
        readTable(ctx, unitId, by, atOf({ on }, ctx.now)).then(publicCoverage),
        ctx.actor.kind === 'unit' ? unitNameOf(ctx.tx, ctx.actor.unitId) : '',
      ])
      return {
        name: '覆盖情况公开版',
        place,
        columns: [
          { title: '单位', width: 28, of: ({ row }) => (row.total ? `${row.name}（合计）` : row.name) },
          ...table.indicators.flatMap(columnsOf),
        ],
        rows: madeRows(table.rows),
        filters: [
          ['单位', table.unit.name],
          ['统计日期', table.on],
        ],
        facts: [
          ['遮盖', `1 和 2 不公开，连同能推算出它们的数一并以“${HIDDEN}”代替，共 ${table.suppressed} 处`],
          ['公开', '是否公开、在哪里公开由本单位决定；平台不会自行公开'],
        ],
      }
    },
  },
)

function columnsOf({ id, name, kind }: Indicator): ExportColumn<Row>[] {
  const figure = ({ row }: Row) => row.figures[id]
  const numerator: ExportColumn<Row> = {
    title: kind === 'count' ? name : `${name}：分子`,
    kind: 'number',
    of: (row) => figure(row)?.numerator ?? HIDDEN,
  }
  if (kind === 'count') return [numerator]
  return [
    numerator,
    { title: `${name}：分母`, kind: 'number', of: (row) => figure(row)?.denominator ?? HIDDEN },
    {
      title: `${name}（%）`,
      kind: 'number',
      of: (row) => (figure(row)?.ratio === null ? HIDDEN : percent(figure(row)?.ratio)),
    },
  ]
}
