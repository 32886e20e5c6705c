import { invalidInput, notFound, wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { decideImportRow } from '../contract.ts'
import { decideRow, findImportRows, getImport } from '../import-store.ts'
import { mayImport } from '../policy.ts'

export const decideImportRowHandler = handle(decideImportRow, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayImport,
  audit: ({ importId, line, take }, { unitId }) => ({
    chain: { unitId },
    action: 'import.row-decided',
    subject: { type: 'import', id: importId },
    details: { line, take },
  }),
  async run(ctx, { unitId, importId, line, take }) {
    const run = { unit_id: unitId, id: importId }
    const found = await getImport(ctx.tx, unitId, importId)
    if (found.status !== 'checked') throw wrongState({ detail: '导入：只能在试运行完成后、写入前作决定。' })
    if (take !== null && !(ctx.actor.kind === 'unit' && ctx.actor.unitIds.includes(take))) {
      throw invalidInput({ detail: '归属单位：不在本单位范围内。请另选，或跳过这一行。' })
    }
    if (!(await decideRow(ctx.tx, run, line, take ?? 'skip'))) throw notFound()
    const { rows } = await findImportRows(ctx.tx, run, { after: 0, limit: 1, line })
    return rows[0] as never
  },
})
