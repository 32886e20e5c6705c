import { handle } from '#platform/perform.ts'
import { listDefectTemplates } from '../contract.ts'
import { mayKeep } from '../policy.ts'
import { samples } from '../samples.ts'
import { findTemplates } from '../store.ts'

export const listDefectTemplatesHandler = handle(listDefectTemplates, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayKeep,
  run: async ({ tx }, { unitId }) => ({ rows: [...(await findTemplates(tx, unitId)), ...samples] }),
})
