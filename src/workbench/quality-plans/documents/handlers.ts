import { handle, type Loading } from '#platform/perform.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { presentPlan } from '../plan/advance.ts'
import { printPlan } from '../plan/contract.ts'
import { getPlan } from '../plan/store.ts'
import { maySee } from '../policy.ts'
import { printStrategy } from '../strategy/contract.ts'
import { getStrategy } from '../strategy/store.ts'
import { renderPlan, renderStrategy } from './documents.ts'
import { planPaper } from './plan-paper.ts'
import { strategyPaper } from './strategy-paper.ts'

const subject = async (_ctx: Loading, { enterpriseId }: { enterpriseId: string }) => ({ enterpriseId })

const strategy = handle(printStrategy, {
  subject,
  policy: maySee,
  async run({ tx }, { enterpriseId, strategyId }) {
    const [kept, { name }] = await Promise.all([
      getStrategy(tx, enterpriseId, strategyId),
      getEnterprise(tx, enterpriseId),
    ])
    const { pdf } = await renderStrategy(strategyPaper(kept, name))
    return { mediaType: 'application/pdf', fileName: `${kept.title}-${kept.number}.pdf`, bytes: pdf }
  },
})

const plan = handle(printPlan, {
  subject,
  policy: maySee,
  async run(ctx, { enterpriseId, planId }) {
    const [kept, { name }] = await Promise.all([
      getPlan(ctx.tx, enterpriseId, planId),
      getEnterprise(ctx.tx, enterpriseId),
    ])
    const { pdf } = await renderPlan(planPaper(await presentPlan(ctx, kept), name))
    return { mediaType: 'application/pdf', fileName: `${kept.title}-${kept.number}.pdf`, bytes: pdf }
  },
})

export const documentHandlers = [strategy, plan]
