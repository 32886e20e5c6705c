import { unitNameOf } from '#foundation/org-units/index.ts'
import { responsibleUnitOf } from '#platform/access/responsible-unit.ts'
import { newId } from '#platform/ids.ts'
import { invalidInput } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { onBehalfDetail, refuseOverlap } from '../advance.ts'
import { type Appointment, draftAppointment } from '../contract.ts'
import { unprintableIn } from '../documents/unprintable.ts'
import { mayPrepare } from '../policy.ts'
import { refuseUnknownPowers } from '../powers.ts'
import { addAppointmentEvent, insertAppointment } from '../store.ts'

export const draftAppointmentHandler = handle(draftAppointment, {
  subject: async ({ tx }, { enterpriseId }) => {
    const unitId = await responsibleUnitOf(tx, enterpriseId)
    return { enterpriseId, onBehalf: unitId === null ? null : { unitId } }
  },
  policy: mayPrepare,
  audit: (_input, _subject, made, actor) => ({
    chain: { enterpriseId: made.enterpriseId },
    action: 'appointment.drafted',
    subject: { type: 'appointment', id: made.id },
    ...onBehalfDetail(actor),
  }),
  async run(ctx, input) {
    refuseBackwardTerm(input)
    await refuseUnknownPowers(ctx, input)
    const made: Appointment = {
      ...input,
      id: newId(),
      version: 1,
      status: 'draft',
      renewsId: null,
      issuedOn: null,
      ending: null,
      scanId: null,
      onBehalf: await actingFor(ctx),
      unprintable: unprintableIn(input),
    }
    await refuseOverlap(ctx, made)
    await insertAppointment(ctx.tx, made)
    await addAppointmentEvent(ctx.tx, made, 'drafted', ctx.actor, ctx.now)
    return made
  },
})

/** An officer who drafts does it on behalf of the enterprise, and that stays with the appointment. */
export async function actingFor({ tx, actor }: Context): Promise<Appointment['onBehalf']> {
  if (actor.kind !== 'unit') return null
  return { unitId: actor.unitId, unitName: await unitNameOf(tx, actor.unitId), byName: actor.name }
}

/** A term that ends before it begins. */
export function refuseBackwardTerm(term: { termFrom: string; termTo: string | null }): void {
  if (term.termTo === null || term.termTo >= term.termFrom) return
  const message = `任期届满日期：${term.termTo} 早于起始日期 ${term.termFrom}。请更正。`
  throw invalidInput({ detail: message, errors: [{ path: 'termTo', message }] })
}
