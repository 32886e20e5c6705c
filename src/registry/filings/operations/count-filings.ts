import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { countFilings } from '../contract.ts'
import { countByStatus } from '../list.ts'
import { mayList } from '../policy.ts'

export const countFilingsHandler = handle(countFilings, {
  policy: mayList,
  run: ({ tx, actor, now }) => countByStatus(tx, actor, civilDateOf(now)),
})
