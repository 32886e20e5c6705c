import { handle } from '#platform/perform.ts'
import { listMissing } from '../lists/contract.ts'
import { countMissing, pageOf, planMissing, presentMissing, readCursor } from '../pages.ts'
import { mayReadStandings } from '../policy.ts'
import { findPage } from '../store.ts'

export const listMissingHandler = handle(listMissing, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReadStandings,
  async run(ctx, { cursor, limit, ...input }) {
    const after = readCursor(cursor)
    const plan = await planMissing(ctx, input)
    const [found, counted] = await Promise.all([
      findPage(ctx.tx, { ...plan.asked, after, limit: limit + 1 }),
      countMissing(ctx, input.unitId, input.scope, plan),
    ])
    const { shown, next } = pageOf(found.rows, limit)
    const rows = shown.map((row) => presentMissing(row, plan))
    return { ...counted, rows, next, total: found.total, elsewhere: found.elsewhere }
  },
})
