import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { mustBe, refuseOverlap, saveNext } from '../advance.ts'
import { issueAppointment } from '../contract.ts'
import { mayIssue } from '../policy.ts'
import { getAppointment } from '../store.ts'

export const issueAppointmentHandler = handle(issueAppointment, {
  subject: ({ tx }, input) => getAppointment(tx, input.enterpriseId, input.appointmentId),
  policy: mayIssue,
  audit: (_input, { enterpriseId, id }, issued) => ({
    chain: { enterpriseId },
    action: 'appointment.issued',
    subject: { type: 'appointment', id },
    details: { powers: issued.powers, termFrom: issued.termFrom, termTo: issued.termTo },
  }),
  async run(ctx, { version }, appointment) {
    mustBe(appointment, 'draft', version)
    await refuseOverlap(ctx, appointment)
    return saveNext(ctx, { ...appointment, status: 'issued', issuedOn: civilDateOf(ctx.now) }, 'issued')
  },
})
