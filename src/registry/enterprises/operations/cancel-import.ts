import { handle } from '#platform/perform.ts'
import { cancelImport } from '../contract.ts'
import { mustBeImport } from '../import-state.ts'
import { getImport, lockImport, toImportRun, updateImport } from '../import-store.ts'
import { mayImport } from '../policy.ts'

export const cancelImportHandler = handle(cancelImport, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayImport,
  audit: ({ importId }, { unitId }) => ({
    chain: { unitId },
    action: 'import.cancel-wanted',
    subject: { type: 'import', id: importId },
  }),
  async run(ctx, { unitId, importId }) {
    const found = await lockImport(ctx.tx, unitId, importId)
    mustBeImport(found, ['uploaded', 'checking', 'checked', 'applying'])
    // While it is being written, the job itself takes back what it has done.
    const change = found.status === 'applying' ? {} : ({ status: 'cancelled', finished_at: ctx.now } as const)
    await updateImport(ctx.tx, found, { cancel_wanted: true, ...change })
    return toImportRun(await getImport(ctx.tx, unitId, importId))
  },
})
