import { areaFullName, registeringUnitOf } from '#foundation/org-units/index.ts'
import { responsibleUnitOf } from '#platform/access/responsible-unit.ts'
import { newId } from '#platform/ids.ts'
import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { getAppointment } from '#registry/appointments/index.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { audited } from '../advance.ts'
import { openFilingExists, startFiling } from '../contract.ts'
import type { PublicForm } from '../form.ts'
import { mayFile } from '../policy.ts'
import { presentFiling } from '../present.ts'
import { addFilingEvent, findOpenFiling, getFiling, insertDraft } from '../store.ts'

export const startFilingHandler = handle(startFiling, {
  subject: async ({ tx }, { enterpriseId }) => ({
    enterpriseId,
    onBehalfUnitId: await responsibleUnitOf(tx, enterpriseId),
  }),
  policy: mayFile,
  audit: audited('filing.started'),
  async run(ctx, { enterpriseId, appointmentId }) {
    const [appointment, enterprise, open] = await Promise.all([
      getAppointment(ctx.tx, enterpriseId, appointmentId),
      getEnterprise(ctx.tx, enterpriseId),
      findOpenFiling(ctx.tx, enterpriseId, appointmentId),
    ])
    if (enterprise.endedOn) {
      throw wrongState({ detail: '企业：已终止，不再填报备案。终止有误的，请与负责单位联系恢复。' })
    }
    if (appointment.status !== 'issued') {
      throw wrongState({ detail: '聘任：聘书尚未签发。请先由企业负责人签发聘书，再填报备案。' })
    }
    if (open) {
      throw openFilingExists({
        detail: '备案：这次聘任已经开始填报。请打开原来那一份继续办理。',
        details: { filingId: open },
      })
    }
    const id = newId()
    const form: PublicForm = {
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
    await insertDraft(ctx.tx, {
      enterpriseId,
      id,
      unitId: await registeringUnitOf(ctx.tx, enterprise.unitId, civilDateOf(ctx.now)),
      appointmentId,
      form,
      scanId: appointment.scanId,
      onBehalf:
        ctx.actor.kind === 'unit'
          ? { unitId: ctx.actor.unitId, accountId: ctx.actor.accountId, name: ctx.actor.name }
          : null,
    })
    const made = await getFiling(ctx.tx, enterpriseId, id)
    await addFilingEvent(ctx.tx, made, { kind: 'started' }, ctx.actor, ctx.now)
    return presentFiling(ctx, made)
  },
})
