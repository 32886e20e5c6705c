import { notFound, wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { explainImportRow } from '../contract.ts'
import { explainCode, findImportRows, lockImport } from '../import-store.ts'
import { mayImport } from '../policy.ts'

export const explainImportRowHandler = handle(explainImportRow, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayImport,
  audit: ({ importId, line }, { unitId }) => ({
    chain: { unitId },
    action: 'import.code-kept',
    subject: { type: 'import', id: importId },
    details: { line },
  }),
  async run(ctx, { unitId, importId, line, reason }) {
    const run = { unit_id: unitId, id: importId }
    const { status } = await lockImport(ctx.tx, unitId, importId)
    if (status !== 'checked') throw wrongState({ detail: '导入：只能在试运行完成后、写入前写明理由。' })
    const explained = {
      codeReason: reason,
      codeReasonBy: 'name' in ctx.actor ? ctx.actor.name : '',
      codeReasonAt: ctx.now.toISOString(),
    }
    if (!(await explainCode(ctx.tx, run, line, explained))) throw notFound()
    const { rows } = await findImportRows(ctx.tx, run, { after: 0, limit: 1, line })
    return rows[0] as never
  },
})
