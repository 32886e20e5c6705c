import { handle } from '#platform/perform.ts'
import { listFilings } from '../contract.ts'
import { findFilings, scopeOf } from '../list.ts'
import { mayList } from '../policy.ts'

export const listFilingsHandler = handle(listFilings, {
  policy: mayList,
  run: ({ tx, actor }, input) => findFilings(tx, { ...input, ...scopeOf(actor, input) }),
})
