import { invalidInput } from '#platform/operation.ts'
import { type Context, handle, type Loading } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { mayApprove, mayLead, mayPrepare, maySee } from '../policy.ts'
import {
  beginEdition,
  mustAllow,
  mustBeWhole,
  presentStrategy,
  saveStrategy,
  tellStrategy,
} from './advance.ts'
import {
  approveStrategy,
  changeStrategy,
  draftStrategy,
  listStrategies,
  readStrategy,
  returnStrategy,
  submitStrategy,
} from './contract.ts'
import { addStrategyEvent, findStrategies, getStrategy, type KeptStrategy, updateStrategy } from './store.ts'

type Of = { readonly enterpriseId: string; readonly strategyId: string }

/** A verb of one edition, which must be the enterprise's. */
const on =
  <I extends Of, O>(verb: (ctx: Context, input: I, strategy: KeptStrategy) => Promise<O>) =>
  async (ctx: Context, input: I) =>
    verb(ctx, input, await getStrategy(ctx.tx, input.enterpriseId, input.strategyId))
const enterprise = async (_ctx: Loading, { enterpriseId }: { enterpriseId: string }) => ({ enterpriseId })

const audit = (action: string) => (_input: unknown, _subject: unknown, output: KeptStrategy) => ({
  chain: { enterpriseId: output.enterpriseId },
  action: `quality-strategy.${action}`,
  subject: { type: 'quality-strategy', id: output.id },
  details: { number: output.number, edition: output.edition },
})

const list = handle(listStrategies, {
  subject: enterprise,
  policy: maySee,
  run: async ({ tx }, { enterpriseId }) => ({ rows: await findStrategies(tx, enterpriseId) }),
})

const read = handle(readStrategy, {
  subject: enterprise,
  policy: maySee,
  run: on((ctx, _input, strategy) => presentStrategy(ctx, strategy)),
})

const draft = handle(draftStrategy, {
  subject: enterprise,
  policy: mayPrepare,
  audit: audit('drafted'),
  run: async (ctx, { enterpriseId }) => presentStrategy(ctx, await beginEdition(ctx, enterpriseId)),
})

const change = handle(changeStrategy, {
  subject: enterprise,
  policy: mayPrepare,
  audit: audit('changed'),
  run: on(async (ctx, { version, title, periodFrom, periodTo, content, answers }, strategy) => {
    mustAllow(strategy, 'change', version)
    if (periodFrom && periodTo && periodFrom > periodTo)
      throw invalidInput({
        detail: '规划期：终止日期早于起始日期。请核对。',
        errors: [{ path: 'periodTo', message: '终止日期：早于起始日期。请核对。' }],
      })
    const proposals = strategy.proposals.map((each, at) => ({ ...each, ...answers[at] }))
    const next = { ...strategy, title, periodFrom, periodTo, content, proposals }
    return presentStrategy(ctx, await saveStrategy(ctx, next, 'changed'))
  }),
})

const submit = handle(submitStrategy, {
  subject: enterprise,
  policy: mayLead,
  audit: audit('submitted'),
  run: on(async (ctx, { version }, strategy) => {
    mustAllow(strategy, 'submit', version)
    mustBeWhole(strategy)
    const next = {
      ...strategy,
      status: 'submitted' as const,
      submittedByName: nameOf(ctx),
      submittedAt: ctx.now.toISOString(),
    }
    const saved = await saveStrategy(ctx, next, 'submitted')
    await tellStrategy(
      ctx,
      saved,
      `待批准：${saved.title}（第 ${saved.edition} 版）`,
      `${nameOf(ctx)}提请企业负责人批准。`,
    )
    return presentStrategy(ctx, saved)
  }),
})

const approve = handle(approveStrategy, {
  subject: enterprise,
  policy: mayApprove,
  audit: audit('approved'),
  run: on(async (ctx, { version }, strategy) => {
    mustAllow(strategy, 'approve', version)
    await supersede(ctx, strategy)
    const next = {
      ...strategy,
      status: 'in-force' as const,
      approvedByName: nameOf(ctx),
      approvedOn: civilDateOf(ctx.now),
    }
    const saved = await saveStrategy(ctx, next, 'approved')
    await tellStrategy(
      ctx,
      saved,
      `已批准：${saved.title}（第 ${saved.edition} 版）`,
      `自 ${next.approvedOn} 起执行。`,
    )
    return presentStrategy(ctx, saved)
  }),
})

/** One is in force. */
async function supersede(ctx: Context, by: KeptStrategy) {
  const all = await findStrategies(ctx.tx, by.enterpriseId)
  for (const old of all.filter(({ status }) => status === 'in-force')) {
    const next = { ...old, status: 'superseded' as const, version: old.version + 1 }
    await updateStrategy(ctx.tx, next)
    await addStrategyEvent(ctx, next, 'superseded', by.number)
  }
}

const giveBack = handle(returnStrategy, {
  subject: enterprise,
  policy: mayApprove,
  audit: audit('returned'),
  run: on(async (ctx, { version, reason }, strategy) => {
    mustAllow(strategy, 'return', version)
    const saved = await saveStrategy(ctx, { ...strategy, status: 'draft' }, 'returned', reason)
    await tellStrategy(ctx, saved, `已退回：${saved.title}（第 ${saved.edition} 版）`, reason)
    return presentStrategy(ctx, saved)
  }),
})

function nameOf({ actor }: Context): string {
  return 'name' in actor ? actor.name : '系统'
}

export const strategyHandlers = [list, read, draft, change, submit, approve, giveBack]
