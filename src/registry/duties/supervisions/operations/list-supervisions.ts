import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { listSupervisions } from '../contract.ts'
import { mayListSupervisions } from '../policy.ts'
import { findSupervisions } from '../store.ts'

export const listSupervisionsHandler = handle(listSupervisions, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayListSupervisions,
  run: ({ tx, now }, { cursor, limit, ...filter }) => {
    if (cursor && !/^[0-9a-f-]{36}$/.test(cursor)) {
      throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
    }
    return findSupervisions(tx, filter, { cursor, limit }, civilDateOf(now))
  },
})
