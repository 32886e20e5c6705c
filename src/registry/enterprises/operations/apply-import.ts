import { handle } from '#platform/perform.ts'
import { applyImport } from '../contract.ts'
import { mustBeImport } from '../import-state.ts'
import { getImport, lockImport, toImportRun, updateImport } from '../import-store.ts'
import { applyImportJob } from '../jobs/apply-import.job.ts'
import { mayImport } from '../policy.ts'

export const applyImportHandler = handle(applyImport, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayImport,
  // The job writes the one entry, when it has ended.
  audit: () => null,
  async run(ctx, { unitId, importId, version }) {
    const found = await lockImport(ctx.tx, unitId, importId)
    mustBeImport(found, ['checked'], version)
    await updateImport(ctx.tx, found, { status: 'applying', rows_read: 0 })
    ctx.afterCommit(() => ctx.installation.jobs.send(applyImportJob, { unitId, importId }))
    return toImportRun(await getImport(ctx.tx, unitId, importId))
  },
})
