import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { listRosterMembers } from '../contract.ts'
import { findMembers } from '../member-store.ts'
import { momentOf } from '../moment.ts'
import { mayReadRosters } from '../policy.ts'
import { presently } from '../present.ts'
import { getRoster } from '../store.ts'

export const listRosterMembersHandler = handle(listRosterMembers, {
  policy: mayReadRosters,
  async run(ctx, { rosterId, text, cursor, limit, ...asked }) {
    await getRoster(ctx.tx, rosterId, presently(ctx.now))
    const at = await momentOf(ctx, rosterId, asked)
    const { rows, total } = await findMembers(ctx.tx, rosterId, at, {
      text,
      after: readCursor(cursor),
      limit: limit + 1,
    })
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    return { rows: shown, total, next: last ? `${last.enterpriseId}${last.name}` : null }
  },
})

function readCursor(cursor: string | undefined): { id: string; name: string } | undefined {
  if (cursor === undefined) return undefined
  const id = cursor.slice(0, 36)
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return { id, name: cursor.slice(36) }
  throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
}
