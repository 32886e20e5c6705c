import { getFile } from '#foundation/files/index.ts'
import { postNotice } from '#foundation/notices/index.ts'
import { invalidInput } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { findPackInForce } from '#registry/rules/index.ts'
import { mustBe, onBehalfDetail, saveNext } from '../advance.ts'
import { type Appointment, endAppointment } from '../contract.ts'
import { endReasonsOf } from '../end-reasons.ts'
import { mayIssue } from '../policy.ts'
import { revokeRenewal } from '../renewal/renewed.ts'
import { getAppointment } from '../store.ts'

export const endAppointmentHandler = handle(endAppointment, {
  subject: ({ tx }, input) => getAppointment(tx, input.enterpriseId, input.appointmentId),
  policy: mayIssue,
  audit: ({ on, reason }, { enterpriseId, id }, _output, actor) => ({
    chain: { enterpriseId },
    action: 'appointment.ended',
    subject: { type: 'appointment', id },
    details: { on, reason, ...onBehalfDetail(actor).details },
  }),
  async run(ctx, { version, on, reason, note, scanId }, appointment) {
    mustBe(appointment, 'issued', version)
    checkLastDay(ctx, appointment, on)
    const enterprise = await getEnterprise(ctx.tx, appointment.enterpriseId)
    const loaded = await findPackInForce(ctx.tx, enterprise.unitId, civilDateOf(ctx.now))
    const chosen = endReasonsOf(loaded?.pack).find(({ id }) => id === reason)
    if (!chosen) throw refused('reason', '结束原因：当地规则里没有这一项。请从列表中选择。')
    if (reason === 'other' && note === '') throw refused('note', '说明：选了“其他”，没有写明。请填写。')
    if (scanId) await checkProof(ctx, appointment, scanId)
    await postNotice(ctx.tx, {
      unitId: enterprise.unitId,
      kind: 'appointment-ended',
      title: `${enterprise.name}的首席质量官结束任职`,
      body: `${appointment.personName}任职到 ${on}，${chosen.text}。企业应及时更换并报备。`,
      link: `/enterprises/${appointment.enterpriseId}/appointments/${appointment.id}`,
    })
    const ending = { on, reason, reasonText: chosen.text, note, scanId, at: ctx.now.toISOString() }
    const ended = await saveNext(ctx, { ...appointment, status: 'ended', ending }, 'ended')
    // Afterwards: what was filed of the renewal takes its last day from here.
    await revokeRenewal(ctx, appointment)
    return ended
  },
})

/** The last day lies in the term and is not still to come: what is planned is not over. */
function checkLastDay({ now }: Context, { termFrom, termTo }: Appointment, on: string) {
  if (on < termFrom) throw refused('on', `最后一天：早于任期开始（${termFrom}）。请核对。`)
  if (termTo !== null && on > termTo) throw refused('on', `最后一天：晚于任期结束（${termTo}）。请核对。`)
  if (on > civilDateOf(now)) throw refused('on', '最后一天：还没有到。请在离任当日或以后办理。')
}

async function checkProof(ctx: Context, { enterpriseId }: Appointment, scanId: string) {
  const file = await getFile(ctx.tx, enterpriseId, scanId)
  if (file.purpose === 'evidence') return
  throw refused('scanId', '证明材料：这个文件不是作为证明材料上传的。请重新上传。')
}

function refused(path: string, message: string) {
  return invalidInput({ detail: message, errors: [{ path, message }] })
}
