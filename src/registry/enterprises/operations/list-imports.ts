import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { listImports } from '../contract.ts'
import { findImports, toImportRun } from '../import-store.ts'
import { mayImport } from '../policy.ts'

export const listImportsHandler = handle(listImports, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayImport,
  async run({ tx }, { unitId, cursor, limit }) {
    if (cursor && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cursor)) {
      throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
    }
    const { found, total } = await findImports(tx, unitId, cursor, limit)
    const shown = found.slice(0, limit)
    return {
      rows: shown.map(toImportRun),
      total,
      next: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
    }
  },
})
