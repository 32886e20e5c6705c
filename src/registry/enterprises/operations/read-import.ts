import { handle } from '#platform/perform.ts'
import { readImport } from '../contract.ts'
import { getImport, toImportRun } from '../import-store.ts'
import { mayImport } from '../policy.ts'

export const readImportHandler = handle(readImport, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayImport,
  run: async ({ tx }, { unitId, importId }) => toImportRun(await getImport(tx, unitId, importId)),
})
