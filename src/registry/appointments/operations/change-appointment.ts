import { handle } from '#platform/perform.ts'
import { mustBe, onBehalfDetail, saveNext } from '../advance.ts'
import { changeAppointment } from '../contract.ts'
import { mayPrepare } from '../policy.ts'
import { refuseUnknownPowers } from '../powers.ts'
import { refuseOtherThanRenewal } from '../renewal/renewed.ts'
import { getAppointment } from '../store.ts'
import { refuseBackwardTerm } from './draft-appointment.ts'

export const changeAppointmentHandler = handle(changeAppointment, {
  subject: ({ tx }, input) => getAppointment(tx, input.enterpriseId, input.appointmentId),
  policy: mayPrepare,
  audit: (_input, { enterpriseId, id }, _output, actor) => ({
    chain: { enterpriseId },
    action: 'appointment.changed',
    subject: { type: 'appointment', id },
    ...onBehalfDetail(actor),
  }),
  async run(ctx, input, appointment) {
    mustBe(appointment, 'draft', input.version)
    refuseBackwardTerm(input)
    if (appointment.renewsId) refuseOtherThanRenewal(appointment, input)
    await refuseUnknownPowers(ctx, input)
    const { appointmentId: _, ...particulars } = input
    return saveNext(ctx, { ...appointment, ...particulars }, 'changed')
  },
})
