import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { addDefectTemplateHandler } from './operations/add-defect-template.ts'
import { arrangeDefectTemplatesHandler } from './operations/arrange-defect-templates.ts'
import { changeDefectTemplateHandler } from './operations/change-defect-template.ts'
import { listDefectTemplatesHandler } from './operations/list-defect-templates.ts'
import { removeDefectTemplateHandler } from './operations/remove-defect-template.ts'

export const defectTemplates: Capability = {
  name: 'defect-templates',
  handlers: [
    listDefectTemplatesHandler,
    addDefectTemplateHandler,
    changeDefectTemplateHandler,
    removeDefectTemplateHandler,
    arrangeDefectTemplatesHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
