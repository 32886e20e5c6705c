import type { Actor } from '#platform/access/actor.ts'
import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { listNotices } from '../contract.ts'
import { mayHaveNotices } from '../policy.ts'
import { findNotices } from '../store.ts'

export const listNoticesHandler = handle(listNotices, {
  policy: mayHaveNotices,
  run: ({ tx, actor }, page) => {
    if (page.cursor && !/^[0-9a-f-]{36}$/.test(page.cursor)) {
      throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
    }
    return findNotices(tx, accountOf(actor), page)
  },
})

function accountOf(actor: Actor): string {
  if ('accountId' in actor) return actor.accountId
  throw new Error('nobody is signed in')
}
