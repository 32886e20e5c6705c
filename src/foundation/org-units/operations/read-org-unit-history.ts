import { handle } from '#platform/perform.ts'
import { findEvents } from '../deed-store.ts'
import { readOrgUnitHistory } from '../deeds/contract.ts'
import { mayReadHistory } from '../policy.ts'
import { presentHistory } from '../present.ts'

export const readOrgUnitHistoryHandler = handle(readOrgUnitHistory, {
  policy: mayReadHistory,
  run: async ({ tx }, { unitId }) => ({
    rows: await presentHistory(tx, await findEvents(tx, { unitIds: [unitId] })),
  }),
})
