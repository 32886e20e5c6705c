import { handle } from '#platform/perform.ts'
import { readTrend } from '../contract.ts'
import { mayReadNumbers } from '../policy.ts'
import { readTrendOf } from '../trend.ts'

export const readTrendHandler = handle(readTrend, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReadNumbers,
  run: (ctx, input) => readTrendOf(ctx, input),
})
