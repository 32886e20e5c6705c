import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { acceptFilingsHandler } from './batch/accept-filings.ts'
import { countFilingsByUnitHandler } from './by-unit/count-filings-by-unit.ts'
import { exportFilingsByUnitHandler } from './by-unit/export-filings-by-unit.ts'
import { exportEntriesHandler, exportEntriesInFullHandler } from './entered/operations/export-entries.ts'
import { listEntriesHandler } from './entered/operations/list-entries.ts'
import { markEnteredHandler, unmarkEnteredHandler } from './entered/operations/mark-entered.ts'
import { saveFilingCancellationHandler } from './follow/save-cancellation.ts'
import { startFilingCancellationHandler } from './follow/start-cancellation.ts'
import { startFilingChangeHandler } from './follow/start-change.ts'
import { acceptFilingHandler } from './operations/accept-filing.ts'
import { confirmFilingHandler } from './operations/confirm-filing.ts'
import { countFilingsHandler } from './operations/count-filings.ts'
import { exportFilingsHandler } from './operations/export-filings.ts'
import { listFilingsHandler } from './operations/list-filings.ts'
import { passFilingStepHandler } from './operations/pass-filing-step.ts'
import { printFilingFormHandler } from './operations/print-filing-form.ts'
import { printFilingFormInFullHandler } from './operations/print-filing-form-in-full.ts'
import { publicizeFilingHandler } from './operations/publicize-filing.ts'
import { readFilingHandler } from './operations/read-filing.ts'
import { registerFilingHandler } from './operations/register-filing.ts'
import { returnFilingHandler } from './operations/return-filing.ts'
import { revealFilingHandler } from './operations/reveal-filing.ts'
import { saveFilingHandler } from './operations/save-filing.ts'
import { startFilingHandler } from './operations/start-filing.ts'
import { submitFilingHandler } from './operations/submit-filing.ts'
import { withdrawFilingHandler } from './operations/withdraw-filing.ts'
import {
  cancelPrintHandler,
  fetchPrintHandler,
  listPrintsHandler,
  readPrintHandler,
} from './prints/follow-print.ts'
import { printFilingsJob } from './prints/print-filings.job.ts'
import { purgePrintsJob } from './prints/purge-prints.job.ts'
import { startPrintHandler } from './prints/start-print.ts'
import { readTenureHandler } from './tenure/read-tenure.ts'

export { openWhole as openFilingPrivate } from './private-part.ts'

export const filings: Capability = {
  name: 'filings',
  handlers: [
    listEntriesHandler,
    exportEntriesHandler,
    exportEntriesInFullHandler,
    markEnteredHandler,
    unmarkEnteredHandler,
    startFilingHandler,
    startFilingChangeHandler,
    startFilingCancellationHandler,
    saveFilingCancellationHandler,
    saveFilingHandler,
    confirmFilingHandler,
    submitFilingHandler,
    withdrawFilingHandler,
    acceptFilingHandler,
    acceptFilingsHandler,
    publicizeFilingHandler,
    passFilingStepHandler,
    returnFilingHandler,
    registerFilingHandler,
    readFilingHandler,
    listFilingsHandler,
    countFilingsHandler,
    countFilingsByUnitHandler,
    exportFilingsByUnitHandler,
    exportFilingsHandler,
    revealFilingHandler,
    printFilingFormHandler,
    printFilingFormInFullHandler,
    readTenureHandler,
    startPrintHandler,
    readPrintHandler,
    listPrintsHandler,
    cancelPrintHandler,
    fetchPrintHandler,
  ],
  jobs: [printFilingsJob, purgePrintsJob],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
