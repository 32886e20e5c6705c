import { mayReadOwn } from '#platform/access/own-enterprise.ts'
import { handle } from '#platform/perform.ts'
import { addYearMonths } from '#platform/values/year-month.ts'
import { analyse, readMonths } from '../analyse.ts'
import { readCostAnalysis, readCostStanding, readCostTrend } from '../contract.ts'
import { findTargets } from '../figures-store.ts'
import { costStanding } from '../line-store.ts'
import { lastMonth, spanOf } from '../period.ts'

export const readCostAnalysisHandler = handle(readCostAnalysis, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayReadOwn,
  run: ({ tx, now }, input) => analyse(tx, spanOf(input, now)),
})

export const readCostTrendHandler = handle(readCostTrend, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayReadOwn,
  async run({ tx, now }, { enterpriseId, until = lastMonth(now) }) {
    const [months, targets] = await Promise.all([
      readMonths(tx, { enterpriseId, from: addYearMonths(until, -11), to: until }),
      findTargets(tx, enterpriseId, Number(until.slice(0, 4))),
    ])
    return {
      months: months.map(({ month, sums, total, base, locked }) => ({
        month,
        sums,
        total,
        revenue: base.revenue,
        locked: locked !== null,
      })),
      target: targets['cost-rate'] ?? null,
    }
  },
})

export const readCostStandingHandler = handle(readCostStanding, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayReadOwn,
  run: ({ tx }, { enterpriseId, recordId }) => costStanding(tx, enterpriseId, recordId),
})
