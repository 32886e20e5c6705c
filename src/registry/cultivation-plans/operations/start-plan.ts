import { handle } from '#platform/perform.ts'
import { planOpen, reasonNeeded, startPlan } from '../contract.ts'
import { statusWords } from '../domain.ts'
import { mayPreparePlan } from '../policy.ts'
import { doer, presently } from '../present.ts'
import { planRulesOf } from '../rules-of.ts'
import { appendEvent, findVersions, getPlan, getPlanUnit, insertPlan, lockYear } from '../store.ts'

export const startPlanHandler = handle(startPlan, {
  subject: async ({ tx }, { unitId }) => ({ unitId: (await getPlanUnit(tx, unitId)).id }),
  policy: mayPreparePlan,
  audit: ({ year, reason }, { unitId }, { id }) => ({
    chain: { unitId },
    action: 'cultivation-plan.started',
    subject: { type: 'cultivation-plan', id },
    details: { year, hasReason: reason !== '' },
  }),
  async run(ctx, { unitId, year, reason }) {
    await lockYear(ctx.tx, unitId, year)
    const [versions, rules] = await Promise.all([
      findVersions(ctx.tx, [unitId], year),
      planRulesOf(ctx.tx, unitId, presently(ctx.now).on),
    ])
    const open = versions.find(({ status }) => status === 'draft' || status === 'submitted')
    if (open) {
      throw planOpen({
        detail: `培育计划：${year} 年第 ${open.no} 版${statusWords[open.status]}，还没有办完。请在这一版上继续。`,
      })
    }
    const from = versions.find(({ status }) => status !== 'discarded')
    if (from?.status === 'accepted' && reason === '') {
      const message = '变更原因：没有填写。已接收的计划要变更，请写明原因。'
      throw reasonNeeded({ detail: message, errors: [{ path: 'reason', message }] })
    }
    const no = (versions[0]?.no ?? 0) + 1
    const who = doer(ctx)
    const { id, leftBehind } = await insertPlan(
      ctx.tx,
      { unitId, year, years: rules.years, no, reason, by: who.accountId },
      from,
    )
    const plan = await getPlan(ctx.tx, { unitId, planId: id })
    const left = leftBehind > 0 ? `上一版有 ${leftBehind} 家已移交或超出年度，没有带入。` : ''
    await appendEvent(ctx.tx, plan, {
      kind: 'started',
      note: [reason, left].filter(Boolean).join(' '),
      ...who,
    })
    return { id }
  },
})
