import { handle } from '#platform/perform.ts'
import { listFilings } from '../contract.ts'
import { findFilings } from '../list.ts'
import { mayList } from '../policy.ts'

export const listFilingsHandler = handle(listFilings, {
  policy: mayList,
  run: ({ tx }, input) => findFilings(tx, input),
})
