import { ledgerHandlers } from '#platform/ledger/handlers-of.ts'
import { addRecord, changeRecord, mustBeCurrent } from '#platform/ledger/records.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { myStaffIds } from '#workbench/master-data/index.ts'
import {
  afterConfirmation,
  afterReport,
  type ItemState,
  type ItemVerb,
  itemAllows,
  mayNotConfirm,
  nextItemNo,
  planAllows,
  wrongDays,
} from '../domain.ts'
import { planItems } from '../ledgers.ts'
import { nameOf, overdue, tellPlan } from '../plan/advance.ts'
import { itemContract } from '../plan/contract.ts'
import { enterprise, onPlan } from '../plan/handlers.ts'
import { getPlan, type Item, type Plan, takenNumbers } from '../plan/store.ts'
import { mayLead, mayPrepare, maySee } from '../policy.ts'
import {
  addItemLater,
  amendItem,
  cancelItem,
  confirmItem,
  type ItemStanding,
  type ItemValues,
  ownWork,
  readItemStanding,
  reportProgress,
} from './contract.ts'
import { itemParts } from './parts.ts'
import {
  addProgress,
  findProgress,
  getItem,
  keptFiles,
  neighboursOf,
  percentsOf,
  reportedBy,
} from './store.ts'

type Of = { readonly enterpriseId: string; readonly itemId: string }

/** A verb of one item, which must be the enterprise's. */
const on =
  <I extends Of, O>(verb: (ctx: Context, input: I, item: Item) => Promise<O>) =>
  async (ctx: Context, input: I) =>
    verb(ctx, input, await getItem(ctx.tx, input.enterpriseId, input.itemId))

const policies = { report: mayPrepare, confirm: mayPrepare, amend: mayLead, cancel: mayLead }

/** The item as the asker sees it. */
async function present({ tx, actor, now }: Context, item: Item): Promise<ItemStanding> {
  const [plan, entries, neighbours] = await Promise.all([
    getPlan(tx, item.enterpriseId, item.plan),
    findProgress(tx, item),
    neighboursOf(tx, item),
  ])
  const verbs = Object.keys(policies) as ItemVerb[]
  const may = verbs.filter(
    (verb) => itemAllows(item.standing as ItemState, verb) && policies[verb](actor, item) === true,
  )
  return { item, plan, entries, ...neighbours, overdue: overdue(item, civilDateOf(now)), may }
}

const audit =
  (action: string) =>
  (input: object, _subject: unknown, { item }: ItemStanding) => ({
    chain: { enterpriseId: item.enterpriseId },
    action: `plan-item.${action}`,
    subject: { type: 'plan-item', id: item.id },
    ...('reason' in input && { details: { reason: String(input.reason) } }),
  })

function mustAllow(item: Item, verb: ItemVerb, version: number): void {
  mustBeCurrent(planItems, item, version)
  const standing = item.standing as ItemState
  if (itemAllows(standing, verb)) return
  throw wrongState({
    detail: `计划项目：“${item.name}”现在是“${planItems.columns.standing.options[standing]}”，不能这样办理。请刷新后查看。`,
  })
}

/** @throws invalidInput where a file is not a paper of this enterprise's records, or is named twice */
async function mustBeKept({ tx }: Context, { enterpriseId }: Item, fileIds: readonly string[]) {
  const known = await keptFiles(tx, enterpriseId, fileIds)
  if (known.size === fileIds.length) return
  throw invalidInput({
    detail: '证据文件：有的文件没有找到，或者选了两次。请重新上传。',
    errors: [{ path: 'fileIds', message: '证据文件：有的文件没有找到，或者选了两次。请重新上传。' }],
  })
}

const read = handle(readItemStanding, {
  subject: enterprise,
  policy: maySee,
  run: on((ctx, _input, item) => present(ctx, item)),
})

const report = handle(reportProgress, {
  subject: enterprise,
  policy: mayPrepare,
  audit: audit('reported'),
  run: on(async (ctx, { version, percent, text, fileIds }, item) => {
    mustAllow(item, 'report', version)
    await mustBeKept(ctx, item, fileIds)
    await addProgress(ctx.tx, item, { kind: 'report', percent, text, fileIds }, ctx)
    const { state, progress } = afterReport(percent)
    const saved = await changeRecord(
      ctx,
      planItems,
      item,
      { standing: state, progress },
      { kind: 'progress', note: text },
    )
    if (percent === 100) {
      const plan = await getPlan(ctx.tx, item.enterpriseId, item.plan)
      await tellPlan(
        ctx,
        plan,
        `待确认：${item.name}`,
        `${nameOf(ctx)}报告已完成。请责任人以外的人按确认方法确认。`,
        `plan-items/${item.id}`,
      )
    }
    return present(ctx, saved)
  }),
})

const confirm = handle(confirmItem, {
  subject: enterprise,
  policy: mayPrepare,
  audit: audit('confirmed'),
  run: on(async (ctx, { version, accepted, text, fileIds }, item) => {
    mustAllow(item, 'confirm', version)
    await mustBeAnother(ctx, item)
    await mustBeKept(ctx, item, fileIds)
    const { state, progress } = afterConfirmation(accepted, await percentsOf(ctx.tx, item))
    const kind = accepted ? 'confirm' : 'refuse'
    await addProgress(ctx.tx, item, { kind, percent: progress, text, fileIds }, ctx)
    const ended = accepted ? { doneOn: civilDateOf(ctx.now), dueOn: null } : {}
    const values = { standing: state, progress, ...ended }
    const deed = { kind: accepted ? 'confirmed' : 'refused', note: text }
    return present(ctx, await changeRecord(ctx, planItems, item, values, deed))
  }),
})

/** Nobody confirms his own work. @throws ownWork */
async function mustBeAnother({ tx, actor }: Context, item: Item) {
  const [mine, reporter] = await Promise.all([myStaffIds(tx), reportedBy(tx, item)])
  const why = mayNotConfirm({
    ownerId: item.owner,
    myStaffIds: mine,
    myAccountId: 'accountId' in actor ? actor.accountId : '',
    reportedBy: reporter,
  })
  if (why === 'is-owner')
    throw ownWork({ detail: `确认完成：您是这一项的责任人，不能自己确认。请由其他人按确认方法确认。` })
  if (why === 'has-reported')
    throw ownWork({ detail: '确认完成：完成是您自己填报的，不能自己确认。请由其他人按确认方法确认。' })
}

const amend = handle(amendItem, {
  subject: enterprise,
  policy: mayLead,
  audit: audit('amended'),
  run: on(async (ctx, { version, values, reason }, item) => {
    mustAllow(item, 'amend', version)
    const next = { ...inOrder(values), dueOn: values.toOn }
    const saved = await changeRecord(ctx, planItems, item, next, { kind: 'amended', note: reason })
    return present(ctx, await told(ctx, saved, '已变更', reason))
  }),
})

const cancel = handle(cancelItem, {
  subject: enterprise,
  policy: mayLead,
  audit: audit('cancelled'),
  run: on(async (ctx, { version, reason }, item) => {
    mustAllow(item, 'cancel', version)
    const values = { standing: 'cancelled', dueOn: null }
    const saved = await changeRecord(ctx, planItems, item, values, { kind: 'cancelled', note: reason })
    return present(ctx, await told(ctx, saved, '已取消', reason))
  }),
})

const addLater = handle(addItemLater, {
  subject: enterprise,
  policy: mayLead,
  audit: audit('added-later'),
  run: onPlan(async (ctx, { values, reason }, plan) => {
    if (!planAllows(plan.status as 'draft', 'amend'))
      throw wrongState({
        detail: `年度计划：${plan.title}不在执行中。拟定中的，请直接登记项目；已总结的，请列入下一年度。`,
      })
    const saved = await addOpenItem(ctx, plan, inOrder(values), { kind: 'added-later', note: reason })
    return present(ctx, await told(ctx, saved, '已增列', reason))
  }),
})

/** Adds an item to a plan that is in force already. */
async function addOpenItem(
  ctx: Context,
  plan: Plan,
  values: ReturnType<typeof inOrder>,
  deed: { kind: string; note: string },
): Promise<Item> {
  const itemNo = nextItemNo(await takenNumbers(ctx.tx, plan))
  const given = { ...values, plan: plan.id, itemNo, standing: 'open', progress: 0, dueOn: values.toOn }
  return addRecord(ctx, planItems, plan.enterpriseId, given, deed)
}

/** The values as they are kept. @throws invalidInput where the last day is before the first */
function inOrder({ content, ...values }: ItemValues) {
  const why = wrongDays(values.fromOn, values.toOn)
  if (why) throw invalidInput({ detail: why, errors: [{ path: 'values.toOn', message: why }] })
  return { ...values, content: content || null }
}

/** The principal approved the plan: he hears of every change of it. */
async function told(ctx: Context, item: Item, what: string, reason: string): Promise<Item> {
  const plan = await getPlan(ctx.tx, item.enterpriseId, item.plan)
  await tellPlan(
    ctx,
    plan,
    `${plan.title}${what}：${item.name}`,
    `${nameOf(ctx)}：${reason}`,
    `plan-items/${item.id}`,
  )
  return item
}

export const itemHandlers = [
  ...ledgerHandlers(planItems, itemContract, itemParts),
  read,
  report,
  confirm,
  amend,
  cancel,
  addLater,
]
