import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { mayKeepSenders } from '../../policy.ts'
import { listMessages } from '../contract.ts'
import { findMessages } from '../outbox-store.ts'

export const listMessagesHandler = handle(listMessages, {
  policy: mayKeepSenders,
  run: ({ tx }, { state, channel, ...page }) => {
    if (page.cursor && !/^[0-9a-f-]{36}$/.test(page.cursor)) {
      throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
    }
    return findMessages(tx, { state, channel }, page)
  },
})
