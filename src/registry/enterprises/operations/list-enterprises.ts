import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { listEnterprises } from '../contract.ts'
import { mayList } from '../policy.ts'
import { COUNTED, findEnterprises } from '../store.ts'

export const listEnterprisesHandler = handle(listEnterprises, {
  policy: mayList,
  async run({ tx, now }, { cursor, limit, ...filters }) {
    const { rows, total } = await findEnterprises(tx, {
      ...filters,
      today: civilDateOf(now),
      limit: limit + 1,
      after: readCursor(cursor),
    })
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    const { text, tagId, list } = filters
    const most = text ? COUNTED.text : tagId || list ? COUNTED.chosen : COUNTED.all
    return {
      rows: shown,
      total: Math.min(total, most),
      more: total > most,
      next: last ? `${last.id}${last.name}` : null,
    }
  },
})

function readCursor(cursor: string | undefined): { id: string; name: string } | undefined {
  if (cursor === undefined) return undefined
  const id = cursor.slice(0, 36)
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return { id, name: cursor.slice(36) }
  throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
}
