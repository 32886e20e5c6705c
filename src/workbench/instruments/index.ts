import { fileURLToPath } from 'node:url'
import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import type { Capability } from '#platform/capability.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { checkImportJob } from '#platform/ledger/check-import.job.ts'
import { ledgerHandlers } from '#platform/ledger/handlers-of.ts'
import { certificateContract, instrumentContract, useContract } from './contract.ts'
import { due, evidence } from './evidence.ts'
import { instrumentParts } from './keep-instruments.ts'
import { useParts } from './keep-uses.ts'
import { certificates, instruments, uses } from './ledgers.ts'
import { certifyInstrumentHandler } from './operations/certify-instrument.ts'
import { evaluateSweepHandler, readSweepHandler } from './operations/evaluate-sweep.ts'
import {
  printLabelsHandler,
  readLabelColoursHandler,
  setLabelColoursHandler,
} from './operations/print-labels.ts'
import { printPlanHandler } from './operations/print-plan.ts'
import {
  exportObligationsHandler,
  exportPlanHandler,
  listObligationsHandler,
  listPlanHandler,
  readCalendarHandler,
  readRateHandler,
} from './operations/read-plan.ts'
import { setStandingHandler } from './operations/set-standing.ts'
import { voidCertificateHandler } from './operations/void-certificate.ts'

export const instrumentsCapability: Capability = {
  name: 'instruments',
  handlers: [
    ...ledgerHandlers(instruments, instrumentContract, instrumentParts),
    ...ledgerHandlers(certificates, certificateContract, {
      policies: { read: mayReadOwn, write: mayWriteOwn },
    }),
    ...ledgerHandlers(uses, useContract, useParts),
    certifyInstrumentHandler,
    voidCertificateHandler,
    setStandingHandler,
    readSweepHandler,
    evaluateSweepHandler,
    readCalendarHandler,
    listPlanHandler,
    exportPlanHandler,
    printPlanHandler,
    printLabelsHandler,
    readLabelColoursHandler,
    setLabelColoursHandler,
    readRateHandler,
    listObligationsHandler,
    exportObligationsHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  jobs: [
    checkImportJob(instruments, instrumentParts),
    checkImportJob(uses, useParts),
  ] as readonly Job<never>[],
  evidence,
  due,
}
