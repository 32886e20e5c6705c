import { handle } from '#platform/perform.ts'
import { listAppointments } from '../contract.ts'
import { maySee } from '../policy.ts'
import { findAppointments } from '../store.ts'

export const listAppointmentsHandler = handle(listAppointments, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: maySee,
  run: async ({ tx }, { enterpriseId }) => ({ rows: await findAppointments(tx, enterpriseId) }),
})
