import { ledgerHandlers } from '#platform/ledger/handlers-of.ts'
import { type Context, handle, type Loading } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { plans } from '../ledgers.ts'
import { mayApprove, mayLead, mayPrepare, maySee } from '../policy.ts'
import { findStrategies } from '../strategy/store.ts'
import {
  beginPlan,
  mustAllowPlan,
  mustBeWhole,
  nameOf,
  planTitle,
  presentPlan,
  savePlan,
  tellPlan,
} from './advance.ts'
import {
  approvePlan,
  changePlan,
  PlanKind,
  planContract,
  planExists,
  readPlanOverview,
  readPlanWithItems,
  returnPlan,
  startPlan,
  submitPlan,
} from './contract.ts'
import {
  countPlans,
  findItems,
  findPlanOf,
  getPlan,
  holdPlan,
  moveItems,
  type Plan,
  yearsWithPlans,
} from './store.ts'

type Of = { readonly enterpriseId: string; readonly planId: string }

/** A verb of one plan, which must be the enterprise's. */
export const onPlan =
  <I extends Of, O>(verb: (ctx: Context, input: I, plan: Plan) => Promise<O>) =>
  async (ctx: Context, input: I) =>
    verb(ctx, input, await getPlan(ctx.tx, input.enterpriseId, input.planId))
export const enterprise = async (_ctx: Loading, { enterpriseId }: { enterpriseId: string }) => ({
  enterpriseId,
})

const audit = (action: string) => (_input: unknown, _subject: unknown, output: Plan) => ({
  chain: { enterpriseId: output.enterpriseId },
  action: `quality-plan.${action}`,
  subject: { type: 'quality-plan', id: output.id },
  details: { number: output.number },
})

const none = { items: 0, done: 0, overdue: 0 }

const overview = handle(readPlanOverview, {
  subject: enterprise,
  policy: maySee,
  async run({ tx, now }, { enterpriseId, year: asked }) {
    const today = civilDateOf(now)
    const current = Number(today.slice(0, 4))
    const year = asked ?? current
    const [found, years, strategies] = await Promise.all([
      countPlans(tx, enterpriseId, year, today),
      yearsWithPlans(tx, enterpriseId),
      findStrategies(tx, enterpriseId),
    ])
    const lines = PlanKind.options.map((kind) => {
      const plan = found.find((each) => each.kind === kind)
      if (!plan)
        return { kind, id: null, number: null, title: planTitle(kind, year), status: null, counts: none }
      const { id, number, title, status, items, done, overdue } = plan
      return { kind, id, number, title, status, counts: { items, done, overdue } }
    })
    return {
      year,
      years: [...new Set([...years, current, current + 1, year])].sort((a, b) => b - a),
      today,
      inForce: strategies.find(({ status }) => status === 'in-force') ?? null,
      prepared: strategies.find(({ status }) => status === 'draft' || status === 'submitted') ?? null,
      plans: lines,
    }
  },
})

const read = handle(readPlanWithItems, {
  subject: enterprise,
  policy: maySee,
  run: onPlan((ctx, _input, plan) => presentPlan(ctx, plan)),
})

const start = handle(startPlan, {
  subject: enterprise,
  policy: mayPrepare,
  audit: audit('started'),
  async run(ctx, { enterpriseId, year, kind }) {
    const other = await findPlanOf(ctx.tx, enterpriseId, year, kind)
    if (other)
      throw planExists({
        detail: `年度计划：${other.title}（${other.number}）已经有了。请在那份计划上继续。`,
        details: { planId: other.id },
      })
    return beginPlan(ctx, { enterpriseId, year, kind })
  },
})

const change = handle(changePlan, {
  subject: enterprise,
  policy: mayPrepare,
  audit: audit('changed'),
  run: onPlan(async (ctx, { version, basis }, plan) => {
    mustAllowPlan(plan, 'change', version)
    return savePlan(ctx, plan, { basis }, { kind: 'changed' })
  }),
})

const submit = handle(submitPlan, {
  subject: enterprise,
  policy: mayLead,
  audit: audit('submitted'),
  run: onPlan(async (ctx, { version }, plan) => {
    await holdPlan(ctx.tx, plan.enterpriseId, plan.id)
    mustAllowPlan(plan, 'submit', version)
    mustBeWhole(await findItems(ctx.tx, plan))
    const saved = await savePlan(ctx, plan, { status: 'submitted' }, { kind: 'submitted' })
    await moveItems(ctx, saved, { from: 'draft', to: 'proposed', kind: 'submitted' })
    await tellPlan(ctx, saved, `待批准：${saved.title}`, `${nameOf(ctx)}提请企业负责人批准。`)
    return saved
  }),
})

const approve = handle(approvePlan, {
  subject: enterprise,
  policy: mayApprove,
  audit: audit('approved'),
  run: onPlan(async (ctx, { version }, plan) => {
    mustAllowPlan(plan, 'approve', version)
    const values = { status: 'in-force', approvedOn: civilDateOf(ctx.now), approvedBy: nameOf(ctx) }
    const saved = await savePlan(ctx, plan, values, { kind: 'approved' })
    const items = await moveItems(ctx, saved, { from: 'proposed', to: 'open', kind: 'approved' })
    await tellPlan(ctx, saved, `已批准：${saved.title}`, `共 ${items} 项，开始执行。`)
    return saved
  }),
})

const giveBack = handle(returnPlan, {
  subject: enterprise,
  policy: mayApprove,
  audit: audit('returned'),
  run: onPlan(async (ctx, { version, reason }, plan) => {
    mustAllowPlan(plan, 'return', version)
    const saved = await savePlan(ctx, plan, { status: 'draft' }, { kind: 'returned', note: reason })
    await moveItems(ctx, saved, { from: 'proposed', to: 'draft', kind: 'returned' })
    await tellPlan(ctx, saved, `已退回：${saved.title}`, reason)
    return saved
  }),
})

export const planHandlers = [
  ...ledgerHandlers(plans, planContract, { policies: { read: maySee, write: mayPrepare } }),
  overview,
  read,
  start,
  change,
  submit,
  approve,
  giveBack,
]
