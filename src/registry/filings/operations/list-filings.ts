import { handle } from '#platform/perform.ts'
import { listFilings } from '../contract.ts'
import { findFilings, ownUnitOf } from '../list.ts'
import { mayList } from '../policy.ts'

export const listFilingsHandler = handle(listFilings, {
  policy: mayList,
  run: ({ tx, actor }, input) => {
    const own = input.onBehalf === 'mine' ? undefined : ownUnitOf(actor)
    return findFilings(tx, { ...input, unitId: input.unitId ?? own })
  },
})
