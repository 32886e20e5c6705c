import { handle } from '#platform/perform.ts'
import { undoImport } from '../contract.ts'
import { mustBeImport } from '../import-state.ts'
import { getImport, lockImport, toImportRun, updateImport } from '../import-store.ts'
import { takeBack } from '../import-write-store.ts'
import { mayImport } from '../policy.ts'

export const undoImportHandler = handle(undoImport, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayImport,
  audit: (_input, { unitId }, run) => ({
    chain: { unitId },
    action: 'import.undone',
    subject: { type: 'import', id: run.id },
    details: { sha256: run.sha256 },
  }),
  async run(ctx, { unitId, importId, version }) {
    const found = await lockImport(ctx.tx, unitId, importId)
    mustBeImport(found, ['applied'], version)
    const stayed = await takeBack(ctx.tx, found)
    const problem = stayed > 0 ? `有 ${stayed} 家企业已经办理业务或又有修改，保持现状。` : null
    await updateImport(ctx.tx, found, { status: 'undone', finished_at: ctx.now, problem })
    return toImportRun(await getImport(ctx.tx, unitId, importId))
  },
})
