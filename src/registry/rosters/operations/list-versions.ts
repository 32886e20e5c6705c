import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { mayReadRosters } from '../policy.ts'
import { presently } from '../present.ts'
import { getRoster } from '../store.ts'
import { findVersions } from '../version-store.ts'
import { listVersions } from '../versions/contract.ts'

const LAST = 2_147_483_647

export const listVersionsHandler = handle(listVersions, {
  policy: mayReadRosters,
  async run({ tx, now }, { rosterId, cursor, limit }) {
    if (cursor !== undefined && !/^\d{1,9}$/.test(cursor)) {
      throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
    }
    await getRoster(tx, rosterId, presently(now))
    const { rows, total } = await findVersions(tx, rosterId, Number(cursor ?? LAST), limit + 1)
    const shown = rows.slice(0, limit)
    return { rows: shown, total, next: rows.length > limit ? String(shown.at(-1)?.no) : null }
  },
})
