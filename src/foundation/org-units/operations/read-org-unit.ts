import { signedIn } from '#platform/access/policy.ts'
import { handle } from '#platform/perform.ts'
import { readOrgUnit } from '../contract.ts'
import { presentUnit } from '../present.ts'

export const readOrgUnitHandler = handle(readOrgUnit, {
  policy: signedIn,
  run: (ctx, { unitId }) => presentUnit(ctx, unitId),
})
