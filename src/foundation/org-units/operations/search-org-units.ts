import { signedIn } from '#platform/access/policy.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { searchOrgUnits } from '../contract.ts'
import { searchUnits } from '../store.ts'

export const searchOrgUnitsHandler = handle(searchOrgUnits, {
  policy: signedIn,
  run: ({ tx, now }, { ids, ...search }) =>
    searchUnits(tx, { ...search, ids: ids?.split(',') }, civilDateOf(now)),
})
