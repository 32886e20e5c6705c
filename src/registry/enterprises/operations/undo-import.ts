import { handle } from '#platform/perform.ts'
import { undoImport } from '../contract.ts'
import { mustBeImport } from '../import-state.ts'
import { getImport, lockImport, toImportRun, updateImport } from '../import-store.ts'
import { takeBack } from '../import-undo-store.ts'
import { stayedSentence, undoImportJob } from '../jobs/undo-import.job.ts'
import { mayImport } from '../policy.ts'

/** So many rows are taken back while the asker waits; more are left to a job. */
const AT_ONCE = 5000

export const undoImportHandler = handle(undoImport, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayImport,
  audit: (_input, { unitId }, run) => ({
    chain: { unitId },
    action: run.status === 'undone' ? 'import.undone' : 'import.undo-wanted',
    subject: { type: 'import', id: run.id },
    details: { sha256: run.sha256 },
  }),
  async run(ctx, { unitId, importId, version }) {
    const found = await lockImport(ctx.tx, unitId, importId)
    mustBeImport(found, ['applied'], version)
    if ((found.rows_total ?? 0) > AT_ONCE) {
      await updateImport(ctx.tx, found, { status: 'undoing', rows_read: 0, problem: null })
      ctx.afterCommit(() => ctx.installation.jobs.send(undoImportJob, { unitId, importId }))
    } else {
      const problem = stayedSentence(await takeBack(ctx.tx, found))
      await updateImport(ctx.tx, found, { status: 'undone', finished_at: ctx.now, problem })
    }
    return toImportRun(await getImport(ctx.tx, unitId, importId))
  },
})
