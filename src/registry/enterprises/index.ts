import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { applyImportJob } from './jobs/apply-import.job.ts'
import { checkImportJob } from './jobs/check-import.job.ts'
import { fillSearchWordsJob } from './jobs/fill-search-words.job.ts'
import { sweepUploadsJob } from './jobs/sweep-uploads.job.ts'
import { undoImportJob } from './jobs/undo-import.job.ts'
import { applyImportHandler } from './operations/apply-import.ts'
import { cancelImportHandler } from './operations/cancel-import.ts'
import { decideImportRowHandler } from './operations/decide-import-row.ts'
import { downloadImportResultHandler } from './operations/download-import-result.ts'
import { downloadImportTemplateHandler } from './operations/download-import-template.ts'
import { explainImportRowHandler } from './operations/explain-import-row.ts'
import { exportEnterprisesHandler } from './operations/export-enterprises.ts'
import { exportImportRowsHandler } from './operations/export-import-rows.ts'
import { listEnterprisesHandler } from './operations/list-enterprises.ts'
import { listImportRowsHandler } from './operations/list-import-rows.ts'
import { listImportsHandler } from './operations/list-imports.ts'
import { readEnterpriseHandler } from './operations/read-enterprise.ts'
import { readImportHandler } from './operations/read-import.ts'
import { startImportHandler } from './operations/start-import.ts'
import { undoImportHandler } from './operations/undo-import.ts'
import { updateEnterpriseHandler } from './operations/update-enterprise.ts'

export { unitLocator } from './locate.ts'
export { escaped, nameKeyOf, searchWaysOf, searchWordsOf } from './name-search.ts'
export { generateSampleList } from './sample-list.ts'
export { COUNTED, findEnterprises, getEnterprise } from './store.ts'

export const enterprises: Capability = {
  name: 'enterprises',
  handlers: [
    readEnterpriseHandler,
    listEnterprisesHandler,
    exportEnterprisesHandler,
    updateEnterpriseHandler,
    startImportHandler,
    readImportHandler,
    listImportsHandler,
    listImportRowsHandler,
    exportImportRowsHandler,
    decideImportRowHandler,
    explainImportRowHandler,
    applyImportHandler,
    cancelImportHandler,
    undoImportHandler,
    downloadImportResultHandler,
    downloadImportTemplateHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  jobs: [checkImportJob, applyImportJob, sweepUploadsJob, fillSearchWordsJob, undoImportJob],
}
