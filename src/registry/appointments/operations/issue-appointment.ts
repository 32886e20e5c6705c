import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { type CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import { mustBe, onBehalfDetail, refuseOverlap, saveNext } from '../advance.ts'
import { issueAppointment } from '../contract.ts'
import { mayIssue } from '../policy.ts'
import { refuseLapsedRenewal } from '../renewal/renewed.ts'
import { getAppointment } from '../store.ts'

export const issueAppointmentHandler = handle(issueAppointment, {
  subject: ({ tx }, input) => getAppointment(tx, input.enterpriseId, input.appointmentId),
  policy: mayIssue,
  audit: (_input, { enterpriseId, id }, issued, actor) => ({
    chain: { enterpriseId },
    action: 'appointment.issued',
    subject: { type: 'appointment', id },
    details: {
      powers: issued.powers,
      termFrom: issued.termFrom,
      termTo: issued.termTo,
      ...onBehalfDetail(actor).details,
    },
  }),
  async run(ctx, { version, issuedOn }, appointment) {
    mustBe(appointment, 'draft', version)
    await refuseOverlap(ctx, appointment)
    await refuseLapsedRenewal(ctx, appointment)
    if (appointment.onBehalf && !appointment.scanId)
      throw lacking('scanId', '盖章聘书扫描件：没有上传。代办的聘任须先上传。')
    const on = ctx.actor.kind === 'unit' ? onPaper(issuedOn, civilDateOf(ctx.now)) : civilDateOf(ctx.now)
    return saveNext(ctx, { ...appointment, status: 'issued', issuedOn: on }, 'issued')
  },
})

/** The date that stands on the paper letter. */
function onPaper(issuedOn: CivilDate | null, today: CivilDate): CivilDate {
  if (issuedOn === null) throw lacking('issuedOn', '签发日期：没有填写。请按纸质聘书上的日期填写。')
  if (issuedOn > today) throw lacking('issuedOn', `签发日期：${issuedOn} 还没有到。请按纸质聘书核对。`)
  return issuedOn
}

function lacking(path: string, message: string) {
  return invalidInput({ detail: message, errors: [{ path, message }] })
}
