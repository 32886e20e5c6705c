import { handle } from '#platform/perform.ts'
import { removeDefectTemplate } from '../contract.ts'
import { mayKeep } from '../policy.ts'
import { deleteTemplate } from '../store.ts'

export const removeDefectTemplateHandler = handle(removeDefectTemplate, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayKeep,
  audit: ({ templateId }, { unitId }, { removed }) =>
    removed
      ? {
          chain: { unitId },
          action: 'defect-template.removed',
          subject: { type: 'defect-template', id: templateId },
        }
      : null,
  run: async ({ tx }, { unitId, templateId }) => ({ removed: await deleteTemplate(tx, unitId, templateId) }),
})
