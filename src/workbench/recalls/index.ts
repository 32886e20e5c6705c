import { fileURLToPath } from 'node:url'
import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import type { Capability } from '#platform/capability.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { checkImportJob } from '#platform/ledger/check-import.job.ts'
import { ledgerHandlers } from '#platform/ledger/handlers-of.ts'
import { recallBatchContract, recallContract, recallCustomerContract } from './dossier/contract.ts'
import { due, evidence } from './evidence.ts'
import { recallBatches, recallCustomers, recalls } from './ledgers.ts'
import { batchParts, customerParts } from './operations/keep-lists.ts'
import { changeRecallHandler, openRecallHandler, readDossierHandler } from './operations/open-recall.ts'
import {
  printPaperHandler,
  reportPlanHandler,
  reportStageHandler,
  reportSummaryHandler,
  savePlanHandler,
} from './operations/report-papers.ts'
import { addRecallActionHandler, setRecallCostHandler } from './operations/spend.ts'
import {
  closeRecallHandler,
  completeRecallHandler,
  concludeRecallHandler,
  investigateRecallHandler,
  recordDeedHandler,
  resumeRecallHandler,
  startRecallHandler,
} from './operations/take-steps.ts'
import { changeSchemeHandler, listSchemesHandler } from './schemes/operations.ts'

export const recallsCapability: Capability = {
  name: 'recalls',
  handlers: [
    ...ledgerHandlers(recalls, recallContract, { policies: { read: mayReadOwn, write: mayWriteOwn } }),
    ...ledgerHandlers(recallBatches, recallBatchContract, batchParts),
    ...ledgerHandlers(recallCustomers, recallCustomerContract, customerParts),
    openRecallHandler,
    readDossierHandler,
    changeRecallHandler,
    investigateRecallHandler,
    concludeRecallHandler,
    resumeRecallHandler,
    savePlanHandler,
    reportPlanHandler,
    startRecallHandler,
    recordDeedHandler,
    reportStageHandler,
    completeRecallHandler,
    reportSummaryHandler,
    closeRecallHandler,
    addRecallActionHandler,
    setRecallCostHandler,
    printPaperHandler,
    listSchemesHandler,
    changeSchemeHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  jobs: [
    checkImportJob(recallBatches, batchParts),
    checkImportJob(recallCustomers, customerParts),
  ] as readonly Job<never>[],
  evidence,
  due,
}
