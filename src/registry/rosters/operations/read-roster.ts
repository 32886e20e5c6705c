import { handle } from '#platform/perform.ts'
import { readRoster } from '../contract.ts'
import { mayReadRosters } from '../policy.ts'
import { presently, presentRoster } from '../present.ts'
import { getRoster } from '../store.ts'

export const readRosterHandler = handle(readRoster, {
  policy: mayReadRosters,
  run: async (ctx, { rosterId }) => presentRoster(ctx, await getRoster(ctx.tx, rosterId, presently(ctx.now))),
})
