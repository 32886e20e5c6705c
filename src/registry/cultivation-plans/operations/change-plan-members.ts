import { invalidInput, wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { changePlanMembers, notPlannable, PLAN_LIMIT } from '../contract.ts'
import { mayFollow, statusWords } from '../domain.ts'
import { membersAmong, plannable, putAllCandidates, putMembers, removeMembers } from '../members-store.ts'
import { mayPreparePlan } from '../policy.ts'
import { loadPlan, presently } from '../present.ts'
import { changePlan, lockPlan, type PlanRecord } from '../store.ts'

export const changePlanMembersHandler = handle(changePlanMembers, {
  subject: loadPlan,
  policy: mayPreparePlan,
  audit: (_input, { unitId, plan }, { added, changed, removed }) =>
    added + changed + removed === 0
      ? null
      : {
          chain: { unitId },
          action: 'cultivation-plan.members-changed',
          subject: { type: 'cultivation-plan', id: plan.id },
          details: { added, changed, removed },
        },
  async run(ctx, { add, remove, addAll, ...of }) {
    const plan = await lockDraft(ctx.tx, of)
    for (const { year } of [...add, ...(addAll ? [addAll] : [])]) refuseOtherYears(plan, year)
    const at = presently(ctx.now)
    const put = [...new Map(add.map((each) => [each.enterpriseId, each])).values()]
    const ids = put.map(({ enterpriseId }) => enterpriseId)
    const [known, fit] = await Promise.all([
      membersAmong(ctx.tx, plan, ids),
      plannable(ctx.tx, plan, at, ids),
    ])
    const unfit = ids.filter((id) => !known.has(id) && !fit.has(id))
    if (unfit.length > 0) {
      throw notPlannable({
        detail: `企业：有 ${unfit.length} 家不能列入，因为不在本单位今天的规上企业名单上、已经备案或已注销。请刷新后重新选择。`,
        details: { enterpriseIds: unfit },
      })
    }
    const removed = await removeMembers(ctx.tx, plan, remove)
    await putMembers(ctx.tx, plan, put)
    const all = addAll ? await putAllCandidates(ctx.tx, plan, at, addAll, addAll.year) : 0
    if (all > PLAN_LIMIT) {
      throw invalidInput({ detail: `企业：一次最多列入 ${PLAN_LIMIT} 家。请缩小筛选范围，分次列入。` })
    }
    const fresh = ids.filter((id) => !known.has(id)).length
    const changed = put.filter(({ enterpriseId, year }) => {
      const before = known.get(enterpriseId)
      return before !== undefined && before !== year
    }).length
    const added = fresh + all
    return { added, changed, removed, version: await changePlan(ctx.tx, plan) }
  },
})

/** @throws wrongState */
export async function lockDraft(tx: Parameters<typeof lockPlan>[0], of: { unitId: string; planId: string }) {
  const plan = await lockPlan(tx, of)
  if (mayFollow(plan.status, 'change')) return plan
  throw wrongState({
    detail: `培育计划：第 ${plan.no} 版${statusWords[plan.status]}，内容不再改动。要改请编制新的一版。`,
  })
}

/** @throws invalidInput */
export function refuseOtherYears(plan: PlanRecord, year: number) {
  const last = plan.year + plan.years - 1
  if (year >= plan.year && year <= last) return
  const message = `年度：${year} 不在这份计划的 ${plan.year} 至 ${last} 年内。请更正。`
  throw invalidInput({ detail: message, errors: [{ path: 'year', message }] })
}
