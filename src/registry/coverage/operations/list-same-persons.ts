import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { listSamePersons } from '../lists/contract.ts'
import { mayReadStandings } from '../policy.ts'
import { presentPersons } from '../same-person.ts'
import { findSamePersons } from '../store.ts'

export const listSamePersonsHandler = handle(listSamePersons, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReadStandings,
  async run({ tx, now }, { unitId, on = civilDateOf(now), cursor, limit }) {
    if (cursor !== undefined && !/^([0-9a-f]{2})+$/.test(cursor)) {
      throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
    }
    const rows = await findSamePersons(tx, unitId, on, cursor, limit + 1)
    const groups = [...Map.groupBy(rows, ({ person }) => person)]
    const shown = groups.slice(0, limit)
    const next = groups.length > limit ? (shown.at(-1)?.[0] ?? null) : null
    return { rows: shown.map(([, of]) => presentPersons(of)), next, total: rows[0]?.total ?? 0 }
  },
})
