import { handle } from '#platform/perform.ts'
import { readPublicCoverage } from '../contract.ts'
import { mayReadStandings } from '../policy.ts'
import { publicCoverage } from '../public.ts'
import { atOf, readTable } from '../table.ts'

export const readPublicCoverageHandler = handle(readPublicCoverage, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReadStandings,
  run: async (ctx, { unitId, by, on }) =>
    publicCoverage(await readTable(ctx, unitId, by, atOf({ on }, ctx.now))),
})
