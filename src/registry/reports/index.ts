import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { readReportColumnsHandler, setReportColumnsHandler } from './columns/set-columns.ts'
import { acknowledgeReportsHandler, returnReportsHandler } from './incoming/answer-reports.ts'
import {
  countIncomingReportsHandler,
  exportIncomingReportsHandler,
  listIncomingReportsHandler,
} from './incoming/list-incoming.ts'
import { receiveReportHandler, takeReceiptHandler } from './incoming/receive-report.ts'
import { listReportKeysHandler, makeReportKeyHandler } from './keys/own-keys.ts'
import { confirmPeerKeyHandler, enterPeerKeyHandler, revokePeerKeyHandler } from './keys/peer-keys.ts'
import { addReportSlipHandler } from './operations/add-slip.ts'
import { exportReportHandler } from './operations/export-report.ts'
import { listReportPacksHandler } from './operations/list-report-packs.ts'
import {
  changeReportHandler,
  discardReportHandler,
  prepareReportHandler,
} from './operations/prepare-report.ts'
import { printReportLetterHandler } from './operations/print-letter.ts'
import {
  fetchReceiptFileHandler,
  fetchReportFileHandler,
  fetchSlipFileHandler,
  listReportChangesHandler,
  listReportRowsHandler,
  readReportHandler,
} from './operations/read-report.ts'
import { readReportStandingHandler } from './operations/read-report-standing.ts'
import { sendReportHandler } from './operations/send-report.ts'
import { verifyReportsHandler } from './operations/verify-reports.ts'

export const reports: Capability = {
  name: 'reports',
  handlers: [
    readReportStandingHandler,
    listReportPacksHandler,
    prepareReportHandler,
    changeReportHandler,
    discardReportHandler,
    readReportHandler,
    listReportRowsHandler,
    listReportChangesHandler,
    sendReportHandler,
    fetchReportFileHandler,
    fetchReceiptFileHandler,
    fetchSlipFileHandler,
    addReportSlipHandler,
    exportReportHandler,
    printReportLetterHandler,
    verifyReportsHandler,
    listIncomingReportsHandler,
    exportIncomingReportsHandler,
    countIncomingReportsHandler,
    receiveReportHandler,
    acknowledgeReportsHandler,
    returnReportsHandler,
    takeReceiptHandler,
    listReportKeysHandler,
    makeReportKeyHandler,
    enterPeerKeyHandler,
    confirmPeerKeyHandler,
    revokePeerKeyHandler,
    readReportColumnsHandler,
    setReportColumnsHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
