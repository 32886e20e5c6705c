import { fileURLToPath } from 'node:url'
import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import type { Capability } from '#platform/capability.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { checkImportJob } from '#platform/ledger/check-import.job.ts'
import { ledgerHandlers } from '#platform/ledger/handlers-of.ts'
import { riskContract } from './contract.ts'
import { riskEvidence } from './evidence.ts'
import { riskParts } from './judging.ts'
import { risks as ledger } from './ledgers.ts'
import { addRiskMeasureHandler, changeRiskSchemeHandler, reviewRiskHandler } from './operations/rate-risks.ts'
import {
  listRiskSchemesHandler,
  readRiskCourseHandler,
  readRiskMatrixHandler,
} from './operations/read-risks.ts'

const parts = { policies: { read: mayReadOwn, write: mayWriteOwn }, ...riskParts }

export const risks: Capability = {
  name: 'risks',
  handlers: [
    ...ledgerHandlers(ledger, riskContract, parts),
    readRiskCourseHandler,
    reviewRiskHandler,
    addRiskMeasureHandler,
    readRiskMatrixHandler,
    listRiskSchemesHandler,
    changeRiskSchemeHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  jobs: [checkImportJob(ledger, riskParts) as Job<never>],
  evidence: riskEvidence,
}
