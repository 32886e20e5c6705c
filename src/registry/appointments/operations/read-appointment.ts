import { handle } from '#platform/perform.ts'
import { readAppointment } from '../contract.ts'
import { maySee } from '../policy.ts'
import { getAppointment } from '../store.ts'

export const readAppointmentHandler = handle(readAppointment, {
  subject: ({ tx }, input) => getAppointment(tx, input.enterpriseId, input.appointmentId),
  policy: maySee,
  run: async (_ctx, _input, appointment) => appointment,
})
