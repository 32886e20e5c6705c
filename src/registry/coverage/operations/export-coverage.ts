import { unitNameOf } from '#foundation/org-units/index.ts'
import { handleExport } from '#platform/spreadsheets/export-list.ts'
import { coverageColumns, coverageFacts } from '../columns.ts'
import { exportCoverage } from '../contract.ts'
import { mayReadNumbers } from '../policy.ts'
import { madeRows } from '../store.ts'
import { atOf, readTable } from '../table.ts'

export const exportCoverageHandler = handleExport(exportCoverage, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReadNumbers,
  async list(ctx, { unitId, by, ...asked }) {
    const [table, place] = await Promise.all([
      readTable(ctx, unitId, by, atOf(asked, ctx.now)),
      ctx.actor.kind === 'unit' ? unitNameOf(ctx.tx, ctx.actor.unitId) : '',
    ])
    return {
      name: '覆盖情况表',
      place,
      columns: coverageColumns(table),
      rows: madeRows([...table.rows, table.total]),
      filters: [['单位', table.unit.name]],
      facts: coverageFacts(table),
    }
  },
})
