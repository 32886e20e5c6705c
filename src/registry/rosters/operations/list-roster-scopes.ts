import { handle } from '#platform/perform.ts'
import { listRosterScopes } from '../contract.ts'
import { mayListScopes } from '../policy.ts'
import { findScopes } from '../store.ts'

export const listRosterScopesHandler = handle(listRosterScopes, {
  policy: mayListScopes,
  run: async ({ tx }) => ({ rows: await findScopes(tx) }),
})
