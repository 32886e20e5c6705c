import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { addAppointmentScanHandler } from './operations/add-appointment-scan.ts'
import { changeAppointmentHandler } from './operations/change-appointment.ts'
import { draftAppointmentHandler } from './operations/draft-appointment.ts'
import { endAppointmentHandler } from './operations/end-appointment.ts'
import { issueAppointmentHandler } from './operations/issue-appointment.ts'
import { listAppointmentsHandler } from './operations/list-appointments.ts'
import { listEndReasonsHandler } from './operations/list-end-reasons.ts'
import { printAppointmentLetterHandler } from './operations/print-appointment-letter.ts'
import { printOrganisationChartHandler } from './operations/print-organisation-chart.ts'
import { readAppointmentHandler } from './operations/read-appointment.ts'
import { evaluateTermHandler, listTermEvaluationsHandler } from './renewal/evaluate-term.ts'
import { renewAppointmentHandler } from './renewal/renew-appointment.ts'

export { endReasonsOf } from './end-reasons.ts'
export { findEvaluations } from './renewal/store.ts'
export { cqoInOffice, findAppointments, getAppointment } from './store.ts'

export const appointments: Capability = {
  name: 'appointments',
  handlers: [
    draftAppointmentHandler,
    changeAppointmentHandler,
    issueAppointmentHandler,
    addAppointmentScanHandler,
    endAppointmentHandler,
    evaluateTermHandler,
    listTermEvaluationsHandler,
    renewAppointmentHandler,
    listEndReasonsHandler,
    readAppointmentHandler,
    listAppointmentsHandler,
    printAppointmentLetterHandler,
    printOrganisationChartHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
