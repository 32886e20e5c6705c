import { appendAuditIn } from '#platform/audit/append.ts'
import { forbidden, type OutputOf, Refused } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { mayDecidePlan, mayDecideSome } from '../policy.ts'
import { subjectOf } from '../present.ts'
import { getPlan, startItem, undoItem } from '../store.ts'
import { acceptPlans } from './contract.ts'
import { acceptOne } from './decide.ts'

type Result = OutputOf<typeof acceptPlans>['rows'][number]

export const acceptPlansHandler = handle(acceptPlans, {
  policy: mayDecideSome,
  audit: (_input, _subject, { accepted, rows }, actor) =>
    actor.kind === 'unit'
      ? {
          chain: { unitId: actor.unitId },
          action: 'cultivation-plan.accepted-many',
          subject: { type: 'unit', id: actor.unitId },
          details: { accepted, refused: rows.length - accepted },
        }
      : null,
  async run(ctx, { plans }) {
    const results = new Map<string, Result>()
    // In one order for everybody, so that two batches do not wait for each other.
    const inOrder = [...plans].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
    for (const item of inOrder) {
      if (!results.has(keyOf(item))) results.set(keyOf(item), await tried(ctx, item))
    }
    const rows = plans.map((item) => results.get(keyOf(item)) as Result)
    return { accepted: [...results.values()].filter(({ accepted }) => accepted).length, rows }
  },
})

const keyOf = ({ unitId, planId }: { unitId: string; planId: string }) => `${unitId} ${planId}`

async function tried(
  ctx: Context,
  item: { unitId: string; planId: string; version: number },
): Promise<Result> {
  const { unitId, planId } = item
  await startItem(ctx.tx)
  try {
    const plan = await getPlan(ctx.tx, item)
    const verdict = mayDecidePlan(ctx.actor, subjectOf(plan))
    if (verdict !== true) throw forbidden({ detail: verdict })
    await acceptOne(ctx, item)
    await appendAuditIn(ctx.tx, ctx.actor, {
      chain: { unitId },
      action: 'cultivation-plan.accepted',
      subject: { type: 'cultivation-plan', id: planId },
      details: { year: plan.year, no: plan.no, digest: plan.digest, batch: true },
    })
    return { unitId, planId, accepted: true, problem: null }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await undoItem(ctx.tx)
    const { code, title, detail } = error.problem
    return { unitId, planId, accepted: false, problem: { code, detail: detail ?? title } }
  }
}
