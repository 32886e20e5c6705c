import { handle } from '#platform/perform.ts'
import { readNotices } from '../contract.ts'
import { mayHaveNotices } from '../policy.ts'
import { markRead } from '../store.ts'

export const readNoticesHandler = handle(readNotices, {
  policy: mayHaveNotices,
  // Reading one's own notices leaves no trace in the trail.
  audit: () => null,
  run: async ({ tx, actor }, { ids }) => ({
    marked: 'accountId' in actor ? await markRead(tx, actor.accountId, ids) : 0,
  }),
})
