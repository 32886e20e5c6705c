import { getFile } from '#foundation/files/index.ts'
import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { mustBe, onBehalfDetail, saveNext } from '../advance.ts'
import { addAppointmentScan } from '../contract.ts'
import { mayPrepare } from '../policy.ts'
import { getAppointment } from '../store.ts'

export const addAppointmentScanHandler = handle(addAppointmentScan, {
  subject: ({ tx }, input) => getAppointment(tx, input.enterpriseId, input.appointmentId),
  policy: mayPrepare,
  audit: ({ fileId }, { enterpriseId, id }, _output, actor) => ({
    chain: { enterpriseId },
    action: 'appointment.scan-added',
    subject: { type: 'appointment', id },
    details: { fileId, ...onBehalfDetail(actor).details },
  }),
  async run(ctx, { version, fileId }, appointment) {
    // On behalf the stamped letter comes first: it is what is recorded.
    mustBe(appointment, appointment.onBehalf ? appointment.status : 'issued', version)
    const file = await getFile(ctx.tx, appointment.enterpriseId, fileId)
    if (file.purpose !== 'appointment-scan') {
      throw invalidInput({ detail: '聘书扫描件：这个文件不是作为聘书上传的。请在聘书处重新上传。' })
    }
    return saveNext(ctx, { ...appointment, scanId: fileId }, 'scan-added')
  },
})
