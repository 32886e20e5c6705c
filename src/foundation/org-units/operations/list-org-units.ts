import { signedIn } from '#platform/access/policy.ts'
import { handle } from '#platform/perform.ts'
import { listOrgUnits } from '../contract.ts'
import { listUnits } from '../store.ts'

export const listOrgUnitsHandler = handle(listOrgUnits, {
  policy: signedIn,
  run: async ({ tx }) => ({ rows: await listUnits(tx) }),
})
