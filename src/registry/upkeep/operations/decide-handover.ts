import { postNotice } from '#foundation/notices/index.ts'
import { newId } from '#platform/ids.ts'
import { notFound } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { decideHandover } from '../contract.ts'
import { decide, findHandovers } from '../handover-store.ts'
import { mayUpkeepOwn } from '../policy.ts'
import { mustBeDone, presentHandover } from '../present-handover.ts'

const told = { accepted: '已接受', declined: '未接受', withdrawn: '已撤回' } as const

export const decideHandoverHandler = handle(decideHandover, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayUpkeepOwn,
  audit: ({ decision }, _subject, handover) => ({
    chain: { enterpriseId: handover.enterpriseId },
    action: `handover.${decision}`,
    subject: { type: 'enterprise', id: handover.enterpriseId },
    details: { effectiveOn: handover.effectiveOn },
  }),
  async run(ctx, { unitId, handoverId, decision, note }) {
    mustBeDone(await decide(ctx.tx, { handover: handoverId, decision, note, event: newId() }))
    const [made] = await findHandovers(ctx.tx, handoverId)
    if (!made) throw notFound()
    const title = `${made.enterpriseName}的移交${told[decision]}`
    const body = `由${made.fromUnit}移交${made.toUnit}。${note}`
    const others = new Set([made.fromUnitId, made.toUnitId, made.proposedByUnitId])
    others.delete(unitId)
    for (const other of others) {
      await postNotice(ctx.tx, {
        unitId: other,
        kind: `handover-${decision}`,
        title,
        body,
        link: `/units/${other}/handovers`,
      })
    }
    if (decision === 'accepted') {
      await postNotice(ctx.tx, {
        enterpriseId: made.enterpriseId,
        kind: 'unit-changed',
        title: `负责单位改为${made.toUnit}`,
        body: `自 ${made.effectiveOn} 起，由${made.toUnit}负责本企业的首席质量官备案。`,
        link: `/enterprises/${made.enterpriseId}`,
      })
    }
    return presentHandover(ctx.actor, made)
  },
})
