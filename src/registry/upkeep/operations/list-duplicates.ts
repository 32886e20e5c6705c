import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { listDuplicates, type SuspectedPair } from '../contract.ts'
import { mayUpkeepOwn } from '../policy.ts'
import { findPairs, type PairMark } from '../store.ts'

const PAGE = 40
const NONE = '00000000-0000-0000-0000-000000000000'

export const listDuplicatesHandler = handle(listDuplicates, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayUpkeepOwn,
  async run({ tx }, { by, cursor }) {
    const found = await findPairs(tx, by, readMark(cursor), PAGE + 1)
    const shown = found.slice(0, PAGE)
    const last = found.length > PAGE ? shown.at(-1) : undefined
    const rows = shown.map(({ a, b, same }): SuspectedPair => {
      const why = by === 'code' ? 'same-organisation' : same ? 'same-name' : 'near-name'
      return { why, first: a, second: b }
    })
    return { rows, next: last ? `${last.a.id}${last.b.id}${last.key}` : null }
  },
})

function readMark(cursor: string | undefined): PairMark {
  if (cursor === undefined) return { key: '', first: NONE, second: NONE }
  const [first, second] = [cursor.slice(0, 36), cursor.slice(36, 72)]
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
  if (uuid.test(first) && uuid.test(second)) return { key: cursor.slice(72), first, second }
  throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
}
