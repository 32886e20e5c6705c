import { handle } from '#platform/perform.ts'
import { countFilings } from '../contract.ts'
import { countByStatus, ownUnitOf } from '../list.ts'
import { mayList } from '../policy.ts'

export const countFilingsHandler = handle(countFilings, {
  policy: mayList,
  run: ({ tx, actor }) => countByStatus(tx, ownUnitOf(actor)),
})
