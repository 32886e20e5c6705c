import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { addClauseActionHandler } from './operations/add-clause-action.ts'
import { exportConformityHandler } from './operations/export-conformity.ts'
import { readClauseHandler, readConformityHandler } from './operations/read.ts'
import { setClauseAsideHandler, stateClauseHandler, takeBackWordHandler } from './operations/speak.ts'
import {
  freezeReportHandler,
  listReportsHandler,
  printReportHandler,
  readReportHandler,
  shareReportHandler,
  withdrawShareHandler,
} from './reports/own-reports.ts'
import {
  listSharedReportsHandler,
  openSharedReportHandler,
  printSharedReportHandler,
} from './reports/shared-reports.ts'

export { provideEvidence } from './declared.ts'
export { gatherConformity } from './gather.ts'

/** 条款符合度: what proves each clause of DB1302/T 589—2024, found by queries that the capabilities declare. */
export const conformity: Capability = {
  name: 'conformity',
  handlers: [
    readConformityHandler,
    readClauseHandler,
    stateClauseHandler,
    setClauseAsideHandler,
    takeBackWordHandler,
    addClauseActionHandler,
    exportConformityHandler,
    freezeReportHandler,
    listReportsHandler,
    readReportHandler,
    printReportHandler,
    shareReportHandler,
    withdrawShareHandler,
    listSharedReportsHandler,
    openSharedReportHandler,
    printSharedReportHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
