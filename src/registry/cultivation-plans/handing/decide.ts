import { postNotice } from '#foundation/notices/index.ts'
import { staleVersion, wrongState } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import type { PlanDefect } from '../contract.ts'
import { mayFollow, type PlanDeed, statusWords } from '../domain.ts'
import { doer } from '../present.ts'
import { appendEvent, changePlan, lockPlan, type PlanRecord } from '../store.ts'

/** The version for a deed, held until the transaction ends. @throws wrongState, staleVersion */
export async function lockFor(
  ctx: Context,
  of: { unitId: string; planId: string; version: number },
  deed: PlanDeed,
): Promise<PlanRecord> {
  const plan = await lockPlan(ctx.tx, of)
  if (!mayFollow(plan.status, deed)) {
    throw wrongState({
      detail: `培育计划：第 ${plan.no} 版现在是“${statusWords[plan.status]}”，不能这样办理。请刷新后查看。`,
    })
  }
  if (plan.version !== of.version) {
    throw staleVersion({
      detail: '培育计划：您打开后名单或内容已有改动。请刷新，核对后再办理。',
      details: { version: plan.version },
    })
  }
  return plan
}

export const planLink = ({ unit_id, id }: PlanRecord) => `/units/${unit_id}/cultivation-plans/${id}`

/** Accepts one plan and tells its unit. */
export async function acceptOne(
  ctx: Context,
  of: { unitId: string; planId: string; version: number },
): Promise<number> {
  const plan = await lockFor(ctx, of, 'accept')
  const who = doer(ctx)
  const version = await changePlan(ctx.tx, plan, {
    status: 'accepted',
    decided_at: ctx.now,
    decided_by: who.name,
  })
  await appendEvent(ctx.tx, plan, { kind: 'accepted', ...who })
  await postNotice(ctx.tx, {
    unitId: plan.unit_id,
    kind: 'cultivation-plan-accepted',
    title: `${plan.year} 年培育计划已接收`,
    body: `${plan.handed_to_name ?? ''}接收了第 ${plan.no} 版。要变更请编制新的一版，写明原因后再报送。`,
    link: planLink(plan),
  })
  return version
}

/** Returns one plan with everything that is wrong, and tells its unit. */
export async function returnOne(
  ctx: Context,
  of: { unitId: string; planId: string; version: number },
  defects: readonly PlanDefect[],
): Promise<number> {
  const plan = await lockFor(ctx, of, 'return')
  const who = doer(ctx)
  const version = await changePlan(ctx.tx, plan, {
    status: 'returned',
    decided_at: ctx.now,
    decided_by: who.name,
    defects,
  })
  await appendEvent(ctx.tx, plan, { kind: 'returned', note: `${defects.length} 处需要修改`, ...who })
  await postNotice(ctx.tx, {
    unitId: plan.unit_id,
    kind: 'cultivation-plan-returned',
    title: `${plan.year} 年培育计划被退回，${defects.length} 处需要修改`,
    body: defects.map(({ place, why, how }) => `${place}：${why}。${how}`).join('\n'),
    link: planLink(plan),
  })
  return version
}
