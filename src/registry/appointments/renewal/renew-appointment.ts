import { newId } from '#platform/ids.ts'
import { wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { addDays } from '#platform/values/civil-date.ts'
import { mustBe, onBehalfDetail, refuseOverlap } from '../advance.ts'
import type { Appointment } from '../contract.ts'
import { unprintableIn } from '../documents/unprintable.ts'
import { actingFor, refuseBackwardTerm } from '../operations/draft-appointment.ts'
import { mayPrepare } from '../policy.ts'
import { powersFor } from '../powers.ts'
import { addAppointmentEvent, insertAppointment } from '../store.ts'
import { notEvaluated, renewAppointment } from './contract.ts'
import { loadForRenewal } from './evaluate-term.ts'
import { findEvaluations, findRenewal } from './store.ts'

export const renewAppointmentHandler = handle(renewAppointment, {
  subject: (ctx, input) => loadForRenewal(ctx, input),
  policy: mayPrepare,
  audit: (_input, { enterpriseId }, made, actor) => ({
    chain: { enterpriseId },
    action: 'appointment.drafted',
    subject: { type: 'appointment', id: made.id },
    details: { renews: made.renewsId, ...onBehalfDetail(actor).details },
  }),
  async run(ctx, { version, termTo, letterNo }, { appointment: before }) {
    mustBe(before, 'issued', version)
    if (before.termTo === null) {
      throw wrongState({ detail: '续聘：任期未定届满日期，不需要续聘。要换人的，请记录结束任职。' })
    }
    await refuseUnevaluated(ctx, before)
    if (await findRenewal(ctx.tx, before.enterpriseId, before.id)) {
      throw wrongState({ detail: '续聘：已经拟定过。请打开续聘的聘任继续办理。' })
    }
    const termFrom = addDays(before.termTo, 1)
    refuseBackwardTerm({ termFrom, termTo })
    const known = await powersFor(ctx, { enterpriseId: before.enterpriseId, termFrom })
    const particulars = { ...before, termFrom, termTo, letterNo }
    const made: Appointment = {
      ...particulars,
      id: newId(),
      version: 1,
      status: 'draft',
      powers: before.powers.filter((id) => known.has(id)),
      renewsId: before.id,
      issuedOn: null,
      ending: null,
      scanId: null,
      onBehalf: await actingFor(ctx),
      unprintable: unprintableIn(particulars),
    }
    await refuseOverlap(ctx, made)
    await insertAppointment(ctx.tx, made)
    await addAppointmentEvent(ctx.tx, made, 'drafted', ctx.actor, ctx.now)
    return made
  },
})

/** 续聘 is what the principal's latest evaluation of the term says. @throws notEvaluated */
async function refuseUnevaluated({ tx }: Context, { enterpriseId, id }: Appointment): Promise<void> {
  const evaluations = await findEvaluations(tx, enterpriseId)
  const latest = evaluations.find(({ appointmentId }) => appointmentId === id)
  if (latest?.result === 'renew') return
  throw notEvaluated({
    detail: latest
      ? '续聘：最近一次任期届满评价的结果是重新选聘。要续聘，请由企业负责人重新评价。'
      : '续聘：还没有任期届满评价。请先由企业负责人评价，结果为续聘的再拟定续聘。',
  })
}
