import { join } from 'node:path'
import { newId } from '#platform/ids.ts'
import { malformedRequest } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { keepUpload } from '#platform/spreadsheets/keep-upload.ts'
import { startImport } from '../contract.ts'
import { getImport, insertImport, toImportRun } from '../import-store.ts'
import { checkImportJob } from '../jobs/check-import.job.ts'
import { mayImport } from '../policy.ts'

const MEGABYTES = 300

export const startImportHandler = handle(startImport, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayImport,
  audit: (_input, { unitId }, run) => ({
    chain: { unitId },
    action: 'import.started',
    subject: { type: 'import', id: run.id },
    details: { sha256: run.sha256 },
  }),
  async run(ctx, { unitId, fileName }) {
    if (!ctx.body || !('accountId' in ctx.actor)) throw malformedRequest()
    const id = newId()
    const { sha256, size } = await keepUpload(join(ctx.installation.vault.uploads, id), ctx.body, MEGABYTES)
    await insertImport(ctx.tx, { unitId, id, fileName, sha256, size, startedBy: ctx.actor.accountId })
    ctx.afterCommit(() => ctx.installation.jobs.send(checkImportJob, { unitId, importId: id }))
    return toImportRun(await getImport(ctx.tx, unitId, id))
  },
})
