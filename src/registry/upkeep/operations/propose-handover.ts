import { postNotice } from '#foundation/notices/index.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { invalidInput, notFound } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { normaliseCreditCode } from '#platform/values/credit-code.ts'
import { proposeHandover } from '../contract.ts'
import { findHandovers, findLastMove, propose } from '../handover-store.ts'
import { mayUpkeepOwn } from '../policy.ts'
import { mustBeDone, presentHandover } from '../present-handover.ts'

export const proposeHandoverHandler = handle(proposeHandover, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayUpkeepOwn,
  audit: (_input, { unitId }, handover) => ({
    chain: { unitId },
    action: 'handover.proposed',
    subject: { type: 'enterprise', id: handover.enterpriseId },
    details: { effectiveOn: handover.effectiveOn },
  }),
  async run(ctx, { unitId, creditCode, toUnitId, effectiveOn, reason }) {
    if (effectiveOn > civilDateOf(ctx.now)) {
      const message = '移交日期：还没有到。请填今天或之前的日期。'
      throw invalidInput({ detail: message, errors: [{ path: 'effectiveOn', message }] })
    }
    const code = normaliseCreditCode(creditCode)
    await refuseBeforeLastMove(ctx.tx, code, effectiveOn)
    const id = mustBeDone(await propose(ctx.tx, { id: newId(), code, to: toUnitId, effectiveOn, reason }))
    const [made] = await findHandovers(ctx.tx, id)
    if (!made) throw notFound()
    for (const other of [made.fromUnitId, made.toUnitId]) {
      if (other === unitId) continue
      await postNotice(ctx.tx, {
        unitId: other,
        kind: 'handover-proposed',
        title: `${made.proposedBy}提出移交企业`,
        body: `${made.enterpriseName}：由${made.fromUnit}移交${made.toUnit}。理由：${reason}`,
        link: `/units/${other}/handovers`,
      })
    }
    return presentHandover(ctx.actor, made)
  },
})

/** An earlier day would take from a unit what it was responsible for: for statistics of that time, too. */
async function refuseBeforeLastMove(tx: Tx, code: string, effectiveOn: string) {
  const last = await findLastMove(tx, code)
  if (last === null || effectiveOn >= last) return
  const message = `移交日期：早于上一次移交（${last}）。请填这一天或以后的日期。`
  throw invalidInput({ detail: message, errors: [{ path: 'effectiveOn', message }] })
}
