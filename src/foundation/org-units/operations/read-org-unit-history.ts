import { handle } from '#platform/perform.ts'
import { readOrgUnitHistory } from '../contract.ts'
import { findEvents } from '../deed-store.ts'
import { mayReadHistory } from '../policy.ts'
import { presentHistory } from '../present.ts'

export const readOrgUnitHistoryHandler = handle(readOrgUnitHistory, {
  policy: mayReadHistory,
  run: async ({ tx }, { unitId }) => ({
    rows: await presentHistory(tx, await findEvents(tx, { unitIds: [unitId] })),
  }),
})
