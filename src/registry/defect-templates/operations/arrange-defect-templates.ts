import { handle } from '#platform/perform.ts'
import { arrangeDefectTemplates } from '../contract.ts'
import { mayKeep } from '../policy.ts'
import { samples } from '../samples.ts'
import { arrangeTemplates, findTemplates } from '../store.ts'

export const arrangeDefectTemplatesHandler = handle(arrangeDefectTemplates, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayKeep,
  audit: (_input, { unitId }) => ({
    chain: { unitId },
    action: 'defect-template.arranged',
    subject: { type: 'unit', id: unitId },
  }),
  async run({ tx }, { unitId, ids }) {
    await arrangeTemplates(tx, unitId, ids)
    return { rows: [...(await findTemplates(tx, unitId)), ...samples] }
  },
})
