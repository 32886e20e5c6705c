import { handle } from '#platform/perform.ts'
import { listRosters } from '../contract.ts'
import { mayReadRosters } from '../policy.ts'
import { presently, presentRoster } from '../present.ts'
import { findRosters } from '../store.ts'

export const listRostersHandler = handle(listRosters, {
  policy: mayReadRosters,
  async run(ctx, { scopeCode }) {
    const found = await findRosters(ctx.tx, { scopeCode, ...presently(ctx.now) })
    return { rows: found.map((roster) => presentRoster(ctx, roster)) }
  },
})
