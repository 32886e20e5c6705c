import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { handle } from '#platform/perform.ts'
import { startCostChart } from '../contract.ts'
import { ensureChart } from '../store.ts'

export const startCostChartHandler = handle(startCostChart, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayWriteOwn,
  audit: ({ enterpriseId }, _subject, { started }) =>
    started
      ? {
          chain: { enterpriseId },
          action: 'quality-cost.chart-started',
          subject: { type: 'enterprise', id: enterpriseId },
        }
      : null,
  run: async ({ tx, now }, { enterpriseId }) => ({ started: await ensureChart(tx, enterpriseId, now) }),
})
