import { TextTooLong } from '#platform/documents/render.ts'
import { wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateParts } from '#platform/values/civil-date.ts'
import { formatYuan } from '#platform/values/money.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { type Appointment, printAppointmentLetter, unprintable } from '../contract.ts'
import { renderAppointmentLetter } from '../documents/appointment-letter.ts'
import { maySee } from '../policy.ts'
import { powersFor } from '../powers.ts'
import { getAppointment } from '../store.ts'

export const printAppointmentLetterHandler = handle(printAppointmentLetter, {
  subject: ({ tx }, input) => getAppointment(tx, input.enterpriseId, input.appointmentId),
  policy: maySee,
  async run(ctx, _input, appointment) {
    if (!appointment.issuedOn) {
      throw wrongState({ detail: '聘书：尚未签发。请先由企业负责人签发。' })
    }
    const bytes = await renderLetter(ctx, appointment, appointment.issuedOn)
    return { mediaType: 'application/pdf', fileName: `聘书-${appointment.personName}.pdf`, bytes }
  },
})

async function renderLetter(ctx: Context, appointment: Appointment, issuedOn: string): Promise<Uint8Array> {
  const enterprise = await getEnterprise(ctx.tx, appointment.enterpriseId)
  const titles = await powersFor(ctx, appointment)
  const { allowanceFen } = appointment
  try {
    const { pdf } = await renderAppointmentLetter({
      letterNo: appointment.letterNo ?? '',
      enterpriseName: enterprise.name,
      personName: appointment.personName,
      position: `${appointment.positionTitle}、首席质量官`,
      departments: appointment.departments,
      powers: appointment.powers.map((id) => titles.get(id) ?? id),
      termFrom: civilDateParts(appointment.termFrom),
      termTo: appointment.termTo ? civilDateParts(appointment.termTo) : null,
      issuedOn: civilDateParts(issuedOn),
      appointedBy: { name: appointment.appointerName, capacity: appointment.appointerCapacity },
      ...(allowanceFen !== null && { allowance: `每月 ${formatYuan(allowanceFen)} 元` }),
    })
    return pdf
  } catch (error) {
    if (!(error instanceof TextTooLong)) throw error
    throw unprintable({ detail: `聘书：${error.fields.join('、')}太长，一页排不下。请删减。` })
  }
}
