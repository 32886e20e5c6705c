import { responsibleUnitOf } from '#platform/access/responsible-unit.ts'
import { newId } from '#platform/ids.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import { handle, type Loading } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { onBehalfDetail } from '../advance.ts'
import type { Appointment } from '../contract.ts'
import { mayIssue, maySee } from '../policy.ts'
import { addAppointmentEvent, getAppointment } from '../store.ts'
import { wasIssued } from '../tenure.ts'
import { evaluateTerm, listTermEvaluations, type TermEvaluation } from './contract.ts'
import { findEvaluations, findRenewal, insertEvaluation } from './store.ts'

/** The appointment, and the unit that may act for the enterprise today. */
export async function loadForRenewal(
  { tx }: Loading,
  input: { enterpriseId: string; appointmentId: string },
) {
  const [appointment, unitId] = await Promise.all([
    getAppointment(tx, input.enterpriseId, input.appointmentId),
    responsibleUnitOf(tx, input.enterpriseId),
  ])
  return {
    enterpriseId: input.enterpriseId,
    id: appointment.id,
    onBehalf: unitId === null ? null : { unitId },
    appointment,
  }
}

export const evaluateTermHandler = handle(evaluateTerm, {
  subject: (ctx, input) => loadForRenewal(ctx, input),
  policy: mayIssue,
  audit: ({ result }, { enterpriseId, id }, _output, actor) => ({
    chain: { enterpriseId },
    action: 'appointment.term-evaluated',
    subject: { type: 'appointment', id },
    details: { result, ...onBehalfDetail(actor).details },
  }),
  async run(ctx, { appointmentId: _, ...said }, { appointment }) {
    const { tx, actor, now } = ctx
    const today = civilDateOf(now)
    refuseDay(said.evaluatedOn, appointment, today)
    if (!wasIssued(appointment)) {
      throw wrongState({ detail: '聘任：聘书没有签发或已撤销，没有可以评价的任期。' })
    }
    if (await findRenewal(tx, appointment.enterpriseId, appointment.id)) {
      throw wrongState({ detail: '评价：已经据此续聘，不再改评。请查看续聘的聘任。' })
    }
    const made: TermEvaluation = {
      ...said,
      id: newId(),
      appointmentId: appointment.id,
      evaluatorName: actor.kind === 'unit' ? appointment.appointerName : nameOf(actor),
      onBehalfUnitId: actor.kind === 'unit' ? actor.unitId : null,
      recordedAt: now.toISOString(),
    }
    await insertEvaluation(tx, made, 'accountId' in actor ? actor.accountId : null)
    await addAppointmentEvent(tx, appointment, 'evaluated', actor, now)
    return made
  },
})

const nameOf = (actor: object) => ('name' in actor && typeof actor.name === 'string' ? actor.name : '')

function refuseDay(on: string, { termFrom }: Appointment, today: string): void {
  const message =
    on > today
      ? `评价日期：${on} 还没有到。请按实际评价的日期填写。`
      : on < termFrom
        ? `评价日期：早于任期开始（${termFrom}）。请核对。`
        : ''
  if (message) throw invalidInput({ detail: message, errors: [{ path: 'evaluatedOn', message }] })
}

export const listTermEvaluationsHandler = handle(listTermEvaluations, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: maySee,
  run: async ({ tx }, { enterpriseId }) => ({ rows: await findEvaluations(tx, enterpriseId) }),
})
