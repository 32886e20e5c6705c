import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { newId } from '#platform/ids.ts'
import { notFound } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { addAction } from '#workbench/actions/index.ts'
import { proposeCost } from '#workbench/quality-costs/index.ts'
import { auditAs, type Loaded, presentRecall, sourceOf, stageOf, takeRecall } from '../advance.ts'
import { addRecallAction, notReady, setRecallCost } from '../contract.ts'
import { insertCost, updateCost } from '../store.ts'

const subject = async (_ctx: unknown, { enterpriseId }: { enterpriseId: string }) => ({ enterpriseId })

function mustBeOpen(loaded: Loaded) {
  if (stageOf(loaded) === 'closed') throw notReady({ detail: '召回：已经关闭，不能再增加。请刷新页面查看。' })
}

export const addRecallActionHandler = handle(addRecallAction, {
  subject,
  policy: mayWriteOwn,
  audit: auditAs('action-added'),
  async run(ctx, { enterpriseId, recordId, ...words }) {
    const loaded = await takeRecall(ctx, { enterpriseId, recordId })
    mustBeOpen(loaded)
    return addAction(ctx, { enterpriseId, source: sourceOf(loaded), kind: 'step', ...words })
  },
})

export const setRecallCostHandler = handle(setRecallCost, {
  subject,
  policy: mayWriteOwn,
  audit: auditAs('cost-set'),
  async run(ctx, { enterpriseId, recordId, costId, ...cost }) {
    const of = { enterpriseId, recordId }
    const loaded = await takeRecall(ctx, of)
    mustBeOpen(loaded)
    const id = costId ?? newId()
    if (!costId) await insertCost(ctx.tx, of, { id, ...cost })
    else if (!(await updateCost(ctx.tx, of, { id, ...cost }))) throw notFound()
    await proposeCost(ctx, {
      enterpriseId,
      source: sourceOf(loaded),
      line: id,
      ...cost,
      productId: loaded.record.product,
    })
    return presentRecall(ctx, of)
  },
})
