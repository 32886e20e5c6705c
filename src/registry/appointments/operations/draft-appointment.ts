import { newId } from '#platform/ids.ts'
import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { refuseOverlap } from '../advance.ts'
import { type Appointment, draftAppointment } from '../contract.ts'
import { unprintableIn } from '../documents/unprintable.ts'
import { mayPrepare } from '../policy.ts'
import { addAppointmentEvent, insertAppointment } from '../store.ts'

export const draftAppointmentHandler = handle(draftAppointment, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayPrepare,
  audit: (_input, _subject, made) => ({
    chain: { enterpriseId: made.enterpriseId },
    action: 'appointment.drafted',
    subject: { type: 'appointment', id: made.id },
  }),
  async run(ctx, input) {
    refuseBackwardTerm(input)
    const made: Appointment = {
      ...input,
      id: newId(),
      version: 1,
      status: 'draft',
      issuedOn: null,
      scanId: null,
      unprintable: unprintableIn(input),
    }
    await refuseOverlap(ctx, made)
    await insertAppointment(ctx.tx, made)
    await addAppointmentEvent(ctx.tx, made, 'drafted', ctx.actor, ctx.now)
    return made
  },
})

/** A term that ends before it begins. */
export function refuseBackwardTerm(term: { termFrom: string; termTo: string | null }): void {
  if (term.termTo === null || term.termTo >= term.termFrom) return
  const message = `任期届满日期：${term.termTo} 早于起始日期 ${term.termFrom}。请更正。`
  throw invalidInput({ detail: message, errors: [{ path: 'termTo', message }] })
}
