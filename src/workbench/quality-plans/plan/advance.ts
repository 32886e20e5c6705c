import { postNotice } from '#foundation/notices/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { addRecord, changeRecord, mustBeCurrent, type RecordDeed } from '#platform/ledger/records.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { nextNumber } from '#platform/record-numbers.ts'
import { type CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import {
  type ItemState,
  isOverdue,
  missingAttributes,
  type PlanStatus,
  type PlanVerb,
  planAllows,
  wrongDays,
} from '../domain.ts'
import { plans } from '../ledgers.ts'
import { mayApprove, mayLead, mayPrepare } from '../policy.ts'
import type { PlanWithItems } from './contract.ts'
import { carriedInto, findItems, findReview, ITEMS, type Item, type Plan } from './store.ts'

const titles = {
  quality: (year: number) => `${year}年度质量工作计划`,
  culture: (year: number) => `${year}年度质量文化建设计划`,
  responsibility: (year: number) => `${year}年度社会责任计划`,
} as const
export type Kind = keyof typeof titles
export const planTitle = (kind: Kind, year: number) => titles[kind](year)

const policies = {
  change: mayPrepare,
  submit: mayLead,
  approve: mayApprove,
  return: mayApprove,
  amend: mayLead,
  review: mayLead,
  conclude: mayLead,
}

function verbsOf(actor: Actor, plan: Plan): PlanVerb[] {
  const verbs = Object.keys(policies) as PlanVerb[]
  return verbs.filter(
    (verb) => planAllows(plan.status as PlanStatus, verb) && policies[verb](actor, plan) === true,
  )
}

/** The plan as the asker sees it. */
export async function presentPlan(
  { tx, actor, now }: Pick<Context, 'tx' | 'actor' | 'now'>,
  plan: Plan,
): Promise<PlanWithItems> {
  const today = civilDateOf(now)
  const [items, review] = await Promise.all([findItems(tx, plan), findReview(tx, plan)])
  const carried = items.filter(({ standing }) => standing === 'carried').map(({ id }) => id)
  const into = carried.length > 0 ? await carriedInto(tx, plan.enterpriseId, carried) : new Map()
  const shown = items.slice(0, ITEMS).map((item) => ({
    ...item,
    overdue: overdue(item, today),
    missing: missingAttributes(item),
    carriedTo: into.get(item.id) ?? null,
  }))
  const counted = shown.filter(({ standing }) => standing !== 'cancelled')
  const counts = {
    items: counted.length,
    done: counted.filter(({ standing }) => standing === 'done').length,
    overdue: shown.filter((item) => item.overdue).length,
  }
  return { plan, items: shown, counts, review, today, may: verbsOf(actor, plan) }
}

export const overdue = (item: Item, today: CivilDate) =>
  isOverdue({ state: item.standing as ItemState, toOn: item.toOn }, today)

/** Refuses a verb that this state does not allow, or a version that is not the newest. */
export function mustAllowPlan(plan: Plan, verb: PlanVerb, version: number): void {
  mustBeCurrent(plans, plan, version)
  if (planAllows(plan.status as PlanStatus, verb)) return
  const now = plans.columns.status.options[plan.status as PlanStatus]
  throw wrongState({ detail: `年度计划：${plan.title}${now}，不能这样办理。请刷新后查看。` })
}

export const savePlan = (
  ctx: Context,
  plan: Plan,
  values: Partial<Pick<Plan, 'status' | 'basis' | 'approvedOn' | 'approvedBy' | 'concludedOn'>>,
  deed: RecordDeed,
): Promise<Plan> => changeRecord(ctx, plans, plan, values, deed)

export async function beginPlan(
  ctx: Context,
  of: { enterpriseId: string; year: number; kind: Kind },
  deed: RecordDeed = { kind: 'added' },
): Promise<Plan> {
  const { enterpriseId, year, kind } = of
  const number = await nextNumber(ctx.tx, enterpriseId, 'JH', year)
  const values = { number, title: planTitle(kind, year), year, kind, status: 'draft' }
  return addRecord(ctx, plans, enterpriseId, values, deed)
}

const NAMED = 20

/** What a draft lacks before it can be handed in. @throws invalidInput */
export function mustBeWhole(items: readonly Item[]): void {
  if (items.length === 0)
    throw invalidInput({ detail: '计划项目：一项也没有。请登记或从 Excel 导入后再提请批准。' })
  if (items.length > ITEMS)
    throw invalidInput({ detail: `计划项目：超过 ${ITEMS} 项。请合并或拆到其他计划后再提请批准。` })
  const errors = items.flatMap((item) => {
    const missing = missingAttributes(item)
    const days = wrongDays(item.fromOn, item.toOn)
    const why = missing.length > 0 ? `没有填写${missing.join('、')}。请补全。` : days
    return why ? [{ path: `items.${item.id}`, message: `第 ${item.itemNo} 项“${item.name}”：${why}` }] : []
  })
  if (errors.length === 0) return
  const more = errors.length > NAMED ? `另有 ${errors.length - NAMED} 项也不完整。` : ''
  const shown = errors.slice(0, NAMED)
  throw invalidInput({ detail: `${shown.map(({ message }) => message).join('')}${more}`, errors: shown })
}

export async function tellPlan(
  ctx: Context,
  plan: Plan,
  title: string,
  body: string,
  link = `quality-plans/${plan.id}`,
) {
  await postNotice(ctx.tx, {
    inWorkbench: true,
    enterpriseId: plan.enterpriseId,
    kind: 'quality-plan',
    title,
    body,
    link: `/enterprises/${plan.enterpriseId}/${link}`,
  })
}

export function nameOf({ actor }: Pick<Context, 'actor'>): string {
  return 'name' in actor ? actor.name : '系统'
}
