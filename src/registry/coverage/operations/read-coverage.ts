import { handle } from '#platform/perform.ts'
import { readCoverage } from '../contract.ts'
import { mayReadNumbers } from '../policy.ts'
import { atOf, readTable } from '../table.ts'

export const readCoverageHandler = handle(readCoverage, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReadNumbers,
  run: (ctx, { unitId, by, ...asked }) => readTable(ctx, unitId, by, atOf(asked, ctx.now)),
})
