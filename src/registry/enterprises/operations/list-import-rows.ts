import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { listImportRows } from '../contract.ts'
import { findImportRows, getImport } from '../import-store.ts'
import { mayImport } from '../policy.ts'

export const listImportRowsHandler = handle(listImportRows, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayImport,
  async run({ tx }, { unitId, importId, outcome, cursor, limit }) {
    if (cursor && !/^\d{1,9}$/.test(cursor)) {
      throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
    }
    await getImport(tx, unitId, importId)
    const query = { outcome, after: Number(cursor ?? 0), limit: limit + 1 }
    const { rows, total } = await findImportRows(tx, { unit_id: unitId, id: importId }, query)
    const shown = rows.slice(0, limit)
    return { rows: shown as never, total, next: rows.length > limit ? String(shown.at(-1)?.line) : null }
  },
})
