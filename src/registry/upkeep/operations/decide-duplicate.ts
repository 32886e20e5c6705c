import { newId } from '#platform/ids.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import type { Enterprise } from '#registry/enterprises/contract.ts'
import { decideDuplicate, type Holding, mergeBlocked } from '../contract.ts'
import { loadPair } from '../pair.ts'
import { mayUpkeepOwn } from '../policy.ts'
import { changeState } from '../state.ts'
import { appendDecision, findHoldings } from '../store.ts'

export const decideDuplicateHandler = handle(decideDuplicate, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayUpkeepOwn,
  audit: ({ decision, enterpriseId, otherId, keepId }, { unitId }) => ({
    chain: { unitId },
    action: `duplicate.${decision}`,
    subject: { type: 'enterprise', id: keepId ?? enterpriseId },
    details: { other: keepId === otherId ? enterpriseId : otherId },
  }),
  async run(ctx, input) {
    const pair = await loadPair(ctx.tx, input)
    if (input.decision === 'merged') await merge(ctx, pair, input.keepId, input.reason)
    await appendDecision(ctx.tx, {
      id: newId(),
      firstId: pair[0].id,
      secondId: pair[1].id,
      decision: input.decision,
      reason: input.reason,
      unitId: input.unitId,
      by: 'accountId' in ctx.actor ? ctx.actor.accountId : '',
    })
    return { decision: input.decision }
  },
})

/** One stays, the other ends and points to it; nothing is moved, so that nothing can be lost. */
async function merge(ctx: Context, pair: [Enterprise, Enterprise], keepId: string | null, note: string) {
  const kept = pair.find(({ id }) => id === keepId)
  const ending = pair.find(({ id }) => id !== keepId)
  if (!kept || !ending) {
    const message = '保留哪一家：没有选择。请选择两家中的一家。'
    throw invalidInput({ detail: message, errors: [{ path: 'keepId', message }] })
  }
  if (kept.endedOn || ending.endedOn) {
    throw wrongState({ detail: '企业：其中一家已经终止。请刷新后查看；终止有误的，请先恢复。' })
  }
  const blockers = await findHoldings(ctx.tx, ending.id)
  if (blockers.length > 0) {
    const list = blockers.map((holding) => BLOCKERS[holding.kind](holding.n)).join('')
    throw mergeBlocked({
      detail: `“${ending.name}”（${ending.creditCode}）不能并入另一家：${list}`,
      details: { blockers },
    })
  }
  const effectiveOn = civilDateOf(ctx.now)
  const change = { version: ending.version, effectiveOn, note, endedAs: 'duplicate' as const }
  await changeState(ctx, ending, { ...change, mergedInto: kept.id })
}

const BLOCKERS: Readonly<Record<Holding['kind'], (n: number) => string>> = {
  filings: (n) => `有 ${n} 件备案，备案不能改挂，请保留这一家，或由企业撤回、注销备案。`,
  appointments: (n) => `有 ${n} 份聘任，请保留这一家，或由企业先结束聘任。`,
  accounts: (n) => `有 ${n} 个在用账号，请先停用，在保留的一家另开。`,
  files: (n) => `有 ${n} 份上传的材料，请保留这一家。`,
  lists: (n) => `在 ${n} 份名单中，请名单出具单位先移出，并把保留的一家列入。`,
}
