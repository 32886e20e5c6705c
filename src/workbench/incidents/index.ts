import { fileURLToPath } from 'node:url'
import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import type { Capability } from '#platform/capability.ts'
import { ledgerHandlers } from '#platform/ledger/handlers-of.ts'
import { addIncidentLossHandler, changeIncidentLossHandler } from './aftermath/add-loss.ts'
import { countIncidentsHandler } from './aftermath/count-incidents.ts'
import { printIncidentReportHandler } from './aftermath/print-incident-report.ts'
import { tellBureauHandler } from './aftermath/tell-bureau.ts'
import { incidentContract } from './contract.ts'
import { incidentDue, incidentEvidence } from './evidence.ts'
import { incidents as ledger } from './ledgers.ts'
import { addIncidentActionHandler } from './operations/add-incident-action.ts'
import {
  closeIncidentHandler,
  dismissIncidentHandler,
  reopenIncidentHandler,
  verifyIncidentHandler,
} from './operations/end-incident.ts'
import { readIncidentCourseHandler } from './operations/read-incident-course.ts'
import { reportIncidentHandler } from './operations/report-incident.ts'
import {
  assignIncidentHandler,
  correctIncidentHandler,
  handleIncidentHandler,
  investigateIncidentHandler,
} from './operations/write-parts.ts'

export { openIncident } from './opening.ts'

export const incidents: Capability = {
  name: 'incidents',
  handlers: [
    ...ledgerHandlers(ledger, incidentContract, { policies: { read: mayReadOwn, write: mayWriteOwn } }),
    reportIncidentHandler,
    readIncidentCourseHandler,
    correctIncidentHandler,
    handleIncidentHandler,
    investigateIncidentHandler,
    assignIncidentHandler,
    addIncidentActionHandler,
    verifyIncidentHandler,
    closeIncidentHandler,
    dismissIncidentHandler,
    reopenIncidentHandler,
    tellBureauHandler,
    addIncidentLossHandler,
    changeIncidentLossHandler,
    printIncidentReportHandler,
    countIncidentsHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  evidence: incidentEvidence,
  due: incidentDue,
}
