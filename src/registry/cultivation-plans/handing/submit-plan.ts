import { postNotice } from '#foundation/notices/index.ts'
import { handle } from '#platform/perform.ts'
import { markDuty } from '#registry/duties/index.ts'
import { composeRows, digestOf, freezeRows } from '../compose.ts'
import { noSuperior, reasonNeeded } from '../contract.ts'
import { totalOf, warningsOf } from '../domain.ts'
import { owedOn, planDuesOf } from '../dues.ts'
import { mayPreparePlan } from '../policy.ts'
import { doer, loadPlan, presently } from '../present.ts'
import { planRulesOf } from '../rules-of.ts'
import { appendEvent, changePlan, findVersions } from '../store.ts'
import { submitPlan } from './contract.ts'
import { lockFor, planLink } from './decide.ts'

export const submitPlanHandler = handle(submitPlan, {
  subject: loadPlan,
  policy: mayPreparePlan,
  audit: (_input, { unitId, plan }) => ({
    chain: { unitId },
    action: 'cultivation-plan.submitted',
    subject: { type: 'cultivation-plan', id: plan.id },
    details: { year: plan.year, no: plan.no },
  }),
  async run(ctx, { explanation, preparedBy, reviewedBy, ...of }) {
    const plan = await lockFor(ctx, of, 'submit')
    if (!plan.handed_to) {
      throw noSuperior({
        detail: '报送：本单位没有上级单位。请导出附件3另行报送，或请系统管理员设置上级单位。',
      })
    }
    const at = presently(ctx.now)
    const [rules, composed, versions] = await Promise.all([
      planRulesOf(ctx.tx, plan.unit_id, at.on),
      composeRows(ctx.tx, plan, at),
      findVersions(ctx.tx, [plan.unit_id], plan.year),
    ])
    const unit = { id: plan.unit_id, level: plan.level }
    const dues = await planDuesOf(ctx.tx, [unit], versions, plan.year, at.on)
    const warnings = warningsOf({ ...composed, years: plan.years, target: rules.target })
    if (explanation === '' && warnings.some(({ needsReason }) => needsReason)) {
      const message = '情况说明：没有填写。上面的提示需要说明原因才能报送。'
      throw reasonNeeded({
        detail: message,
        errors: [{ path: 'explanation', message }],
        details: { warnings },
      })
    }
    await freezeRows(ctx.tx, plan, composed.rows)
    const version = await changePlan(ctx.tx, plan, {
      status: 'submitted',
      parent_id: plan.handed_to,
      explanation,
      warnings,
      prepared_by: preparedBy,
      reviewed_by: reviewedBy,
      as_of_on: at.on,
      known_at: ctx.now,
      pack: rules.pack,
      basis: composed.basis,
      due_on: owedOn(dues.get(plan.unit_id)),
      digest: await digestOf(ctx.tx, plan, composed.rows),
      submitted_at: ctx.now,
    })
    await appendEvent(ctx.tx, plan, { kind: 'submitted', note: explanation, ...doer(ctx) })
    await markDuty(ctx.tx, plan.unit_id, 'cultivation-plan', String(plan.year), ctx.now)
    const total = totalOf(composed.rows, plan.years)
    const counts = total.planned.map((count, index) => `${plan.year + index} 年 ${count} 家`).join('，')
    await postNotice(ctx.tx, {
      unitId: plan.handed_to,
      kind: 'cultivation-plan-submitted',
      title: `${plan.unit_name}报送了 ${plan.year} 年培育计划`,
      body: `第 ${plan.no} 版：${counts}。${explanation ? `说明：${explanation}` : ''}`,
      link: planLink(plan),
    })
    return { version }
  },
})
