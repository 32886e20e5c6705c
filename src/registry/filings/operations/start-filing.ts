import { areaFullName } from '#foundation/org-units/index.ts'
import { responsibleUnitOf } from '#platform/access/responsible-unit.ts'
import { newId } from '#platform/ids.ts'
import { wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import type { Appointment } from '#registry/appointments/contract.ts'
import { findAppointments, getAppointment } from '#registry/appointments/index.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { audited } from '../advance.ts'
import { openFilingExists, startFiling } from '../contract.ts'
import { findOpenFiling } from '../draft-store.ts'
import { openDraft } from '../follow/open-draft.ts'
import { findInForce } from '../follow/store.ts'
import { type InForce, placeOf } from '../follow/succession.ts'
import { takenOver } from '../follow/taken-over.ts'
import type { PublicForm } from '../form.ts'
import { mayFile } from '../policy.ts'
import { getFiling, scanIdsOf } from '../store.ts'

export const startFilingHandler = handle(startFiling, {
  subject: async ({ tx }, { enterpriseId }) => ({
    enterpriseId,
    onBehalfUnitId: await responsibleUnitOf(tx, enterpriseId),
  }),
  policy: mayFile,
  audit: audited('filing.started', ({ kind, previous }) => ({ kind, previous: previous?.filingId })),
  async run(ctx, { enterpriseId, appointmentId }) {
    const [appointment, enterprise, open, inForce, terms] = await Promise.all([
      getAppointment(ctx.tx, enterpriseId, appointmentId),
      getEnterprise(ctx.tx, enterpriseId),
      findOpenFiling(ctx.tx, enterpriseId, appointmentId),
      findInForce(ctx.tx, enterpriseId),
      findAppointments(ctx.tx, enterpriseId),
    ])
    if (enterprise.endedOn) {
      throw wrongState({ detail: '企业：已终止，不再填报备案。终止有误的，请与负责单位联系恢复。' })
    }
    if (appointment.status !== 'issued') {
      throw wrongState({ detail: notIssued[appointment.status] })
    }
    if (open) {
      throw openFilingExists({
        detail: '备案：这次聘任已经开始填报。请打开原来那一份继续办理。',
        details: { filingId: open },
      })
    }
    const place = placeOf(appointment, inForce, terms)
    if ('refused' in place) throw refusedPlace(place.refused, inForce)
    const id = newId()
    const fresh = formOf(enterprise, appointment)
    const renewed =
      place.kind === 'change' && place.previousId
        ? await renewedContent(ctx, { enterpriseId, id, previousId: place.previousId }, fresh)
        : undefined
    const letter = appointment.scanId ? [appointment.scanId] : []
    const draft = {
      ...{ enterpriseId, id, appointmentId, kind: place.kind, previousId: place.previousId },
      form: renewed?.form ?? fresh,
      scanIds: [...new Set([...(renewed?.scanIds ?? []), ...letter])],
      ...(renewed && { taken: renewed.taken }),
    }
    return openDraft(ctx, draft, enterprise.unitId)
  },
})

const notIssued = {
  draft: '聘任：聘书尚未签发。请先由企业负责人签发聘书，再填报备案。',
  ended: '聘任：已经结束任职，不再备案。请按现任首席质量官的聘任填报。',
  revoked: '聘任：续聘已撤销，不再备案。请按现任首席质量官的聘任填报。',
} as const

function refusedPlace(why: 'filed-already' | 'later-in-force', inForce: InForce | undefined) {
  const number = inForce?.filingNo ?? ''
  if (why === 'filed-already') {
    return openFilingExists({
      detail: `备案：这次聘任已经备案（${number}）。内容有变化的，请打开那一份办理变更备案。`,
      details: { filingId: inForce?.id },
    })
  }
  return wrongState({
    detail: `备案：企业已有任期更晚的备案（${number}），更早的聘任不再备案。请按现任首席质量官的聘任填报。`,
  })
}

/** What a renewal's filing takes over of the filing that it changes: everything but what the new letter says. */
async function renewedContent(
  { tx, installation }: Context,
  { enterpriseId, id, previousId }: { enterpriseId: string; id: string; previousId: string },
  fresh: PublicForm,
) {
  const [previous, scanIds] = await Promise.all([
    getFiling(tx, enterpriseId, previousId),
    scanIdsOf(tx, enterpriseId, previousId),
  ])
  const { currentPost, fullTime, appointedFrom, principalName, principalPost } = fresh
  return {
    form: {
      ...previous.form,
      currentPost,
      fullTime,
      appointedFrom,
      principalName,
      principalPost,
    } as PublicForm,
    scanIds,
    taken: takenOver(installation.sealer, previous, id),
  }
}

type Enterprise = Awaited<ReturnType<typeof getEnterprise>>

/** A new 备案表 as far as it is known. */
function formOf(enterprise: Enterprise, appointment: Appointment): PublicForm {
  return {
    enterpriseName: enterprise.name,
    region: (enterprise.areaCode && areaFullName(enterprise.areaCode)) || enterprise.unitName,
    ...(enterprise.industryCode && { industryCode: enterprise.industryCode }),
    ...(enterprise.typeText && { enterpriseType: enterprise.typeText }),
    ...(enterprise.declaredAboveScale !== null && { aboveScale: enterprise.declaredAboveScale }),
    ...(enterprise.size && { size: enterprise.size }),
    ...(enterprise.products && { products: enterprise.products }),
    name: appointment.personName,
    currentPost: appointment.positionTitle,
    appointedPost: '首席质量官',
    fullTime: appointment.fullTime,
    appointedFrom: appointment.termFrom,
    principalName: appointment.appointerName,
    principalPost: appointment.appointerCapacity,
  }
}
