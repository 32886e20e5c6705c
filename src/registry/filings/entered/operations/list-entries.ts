import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { mayOverseeUnit } from '../../policy.ts'
import { listEntries } from '../contract.ts'
import { findEntries } from '../store.ts'

export const listEntriesHandler = handle(listEntries, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayOverseeUnit,
  run: ({ tx }, { unitId, state, cursor, limit }) =>
    findEntries(tx, { unitId, state }, { cursor: cursor === undefined ? undefined : read(cursor), limit }),
})

function read(cursor: string): { at: string; id: string } {
  const [, at, id] = /^(\d{1,18})_([0-9a-f-]{36})$/.exec(cursor) ?? []
  if (!at || !id) throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
  return { at, id }
}
