import { signedIn } from '#platform/access/policy.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { listOrgUnitChildren } from '../contract.ts'
import { findChildren } from '../store.ts'

export const listOrgUnitChildrenHandler = handle(listOrgUnitChildren, {
  policy: signedIn,
  run: ({ tx, now }, { parentId, ...filter }) => findChildren(tx, parentId ?? null, filter, civilDateOf(now)),
})
