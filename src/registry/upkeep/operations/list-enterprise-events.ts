import { handle } from '#platform/perform.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { listEnterpriseEvents } from '../contract.ts'
import { mayReadEvents } from '../policy.ts'
import { findEvents } from '../store.ts'

export const listEnterpriseEventsHandler = handle(listEnterpriseEvents, {
  subject: ({ tx }, { enterpriseId }) => getEnterprise(tx, enterpriseId),
  policy: mayReadEvents,
  run: async ({ tx }, { enterpriseId }) => ({ rows: await findEvents(tx, enterpriseId) }),
})
