import { addRecord, changeRecord, stale } from '#platform/ledger/records.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { type CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import { type ItemState, isOpen, nextItemNo, openPoints } from '../domain.ts'
import { planItems, plans } from '../ledgers.ts'
import { mayLead } from '../policy.ts'
import { proposeRevision } from '../strategy/advance.ts'
import { beginPlan, type Kind, mustAllowPlan, presentPlan, savePlan, tellPlan } from './advance.ts'
import { concludePlan, type PlanWithItems, type Review, savePlanReview } from './contract.ts'
import { enterprise, onPlan } from './handlers.ts'
import {
  closePlan,
  findItems,
  findPlanOf,
  findReview,
  getPlan,
  holdPlan,
  type Item,
  type Plan,
  takenNumbers,
  writeReview,
} from './store.ts'

const audit =
  (action: string) =>
  (_input: unknown, _subject: unknown, { plan }: PlanWithItems) => ({
    chain: { enterpriseId: plan.enterpriseId },
    action: `quality-plan.${action}`,
    subject: { type: 'quality-plan', id: plan.id },
    details: { number: plan.number },
  })

const saveReview = handle(savePlanReview, {
  subject: enterprise,
  policy: mayLead,
  audit: audit('review-saved'),
  run: onPlan(async (ctx, { version, review }, plan) => {
    mustAllowPlan(plan, 'review', version)
    if (!(await writeReview(ctx.tx, plan, review, ctx.now))) throw stale(plans, plan)
    return presentPlan(ctx, await getPlan(ctx.tx, plan.enterpriseId, plan.id))
  }),
})

const conclude = handle(concludePlan, {
  subject: enterprise,
  policy: mayLead,
  audit: audit('concluded'),
  run: onPlan(async (ctx, { version }, plan) => {
    mustAllowPlan(plan, 'conclude', version)
    const today = civilDateOf(ctx.now)
    mustBeLate(plan, today)
    const [items, review] = await Promise.all([findItems(ctx.tx, plan), findReview(ctx.tx, plan)])
    const kept = mustBeReviewed(plan, items, review)
    await endItems(ctx, plan, items, kept)
    const values = { status: 'concluded', concludedOn: today }
    const saved = await savePlan(ctx, plan, values, { kind: 'concluded' })
    await closePlan(ctx.tx, saved, today)
    await propose(ctx, saved, kept)
    await tellPlan(ctx, saved, `已完成总结评估：${saved.title}`, kept.evaluation.slice(0, 200))
    return presentPlan(ctx, await getPlan(ctx.tx, plan.enterpriseId, plan.id))
  }),
})

/** Nobody ends a year by mistake in its middle. */
function mustBeLate(plan: Plan, today: CivilDate) {
  const first = `${plan.year}-11-01`
  if (today < first)
    throw wrongState({ detail: `总结评估：${plan.year} 年还没有到年末，${first} 起才能完成。可以先保存。` })
}

function mustBeReviewed(plan: Plan, items: readonly Item[], review: Review | null): Review {
  if (!review?.evaluation)
    throw invalidInput({
      detail: '总体评价：没有填写。请先填写并保存总结评估。',
      errors: [{ path: 'review.evaluation', message: '总体评价：没有填写。请填写。' }],
    })
  const states = items.map(({ id, itemNo, standing }) => ({ id, itemNo, state: standing as ItemState }))
  const errors = openPoints(plan.year, states, review.verdicts)
  if (errors.length > 0) throw invalidInput({ detail: errors.map(({ message }) => message).join(''), errors })
  return review
}

/** Open items go into next year's plan where the review says so, each once; the others stay undone. */
async function endItems(ctx: Context, plan: Plan, items: readonly Item[], { verdicts }: Review) {
  const open = items.filter(({ standing }) => isOpen(standing as ItemState))
  const dayOf = new Map(verdicts.map(({ itemId, carryTo }) => [itemId, carryTo]))
  const wanted = open.some(({ id }) => dayOf.get(id))
  const next = wanted ? await nextYears(ctx, plan) : null
  const taken = next ? await takenNumbers(ctx.tx, next) : []
  for (const item of open) {
    const carryTo = dayOf.get(item.id) ?? null
    const note = verdicts.find(({ itemId }) => itemId === item.id)?.note ?? ''
    if (next && carryTo) {
      const itemNo = nextItemNo(taken)
      taken.push(itemNo)
      await carry(ctx, item, { into: next, itemNo, carryTo })
    }
    const standing = carryTo ? 'carried' : 'missed'
    await changeRecord(ctx, planItems, item, { standing, dueOn: null }, { kind: standing, note })
  }
}

async function carry(ctx: Context, item: Item, to: { into: Plan; itemNo: string; carryTo: CivilDate }) {
  const inForce = to.into.status === 'in-force'
  const { name, content, requirement, resources, goal, owner, department, method } = item
  const same = { name, content, requirement, resources, goal, owner, department, method }
  const days = {
    fromOn: `${to.into.year}-01-01`,
    toOn: to.carryTo,
    dueOn: inForce ? to.carryTo : null,
  }
  const values = {
    ...same,
    ...days,
    plan: to.into.id,
    itemNo: to.itemNo,
    standing: inForce ? 'open' : 'draft',
    progress: item.progress,
    carriedFrom: item.id,
  }
  await addRecord(ctx, planItems, item.enterpriseId, values, {
    kind: 'carried-over',
    note: `${item.planCalled ?? ''}第 ${item.itemNo} 项`,
  })
}

/** The plan of the next year that takes items: the one there is, or a new draft. @throws wrongState */
async function nextYears(ctx: Context, plan: Plan): Promise<Plan> {
  const { enterpriseId, kind } = plan
  const year = plan.year + 1
  const there = await findPlanOf(ctx.tx, enterpriseId, year, kind)
  if (!there) return beginPlan(ctx, { enterpriseId, year, kind: kind as Kind })
  const status = await holdPlan(ctx.tx, enterpriseId, there.id)
  if (status === 'draft' || status === 'in-force') return there
  const why = status === 'submitted' ? '正在等企业负责人批准' : '已经总结'
  throw wrongState({
    detail: `结转：${there.title}${why}，不能再列入项目。请等批准或退回后再完成总结，或不结转。`,
  })
}

async function propose(ctx: Context, plan: Plan, { proposals }: Review) {
  if (proposals.length === 0) return
  await proposeRevision(
    ctx,
    plan.enterpriseId,
    proposals.map((text) => ({
      text,
      planId: plan.id,
      planNumber: plan.number,
      answer: 'open' as const,
      note: '',
    })),
  )
}

export const concludeHandlers = [saveReview, conclude]
