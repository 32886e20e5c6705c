import { fileURLToPath } from 'node:url'
import { mayReadOwn } from '#platform/access/own-enterprise.ts'
import type { Capability } from '#platform/capability.ts'
import { handle } from '#platform/perform.ts'
import { listHolds } from './contract.ts'
import { holdsInForce } from './store.ts'

export { refuseUnderHold } from './refuse-under-hold.ts'
export { attemptsUnder, endHolds, heldAmong, placeHold } from './store.ts'

/** What must not go on. Placed and ended by vetoes; asked by every verb that a hold can refuse. */
export const holds: Capability = {
  name: 'holds',
  handlers: [
    handle(listHolds, {
      subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
      policy: mayReadOwn,
      run: async ({ tx }, { enterpriseId, subjectId }) => ({
        holds: await holdsInForce(tx, enterpriseId, subjectId),
      }),
    }),
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
