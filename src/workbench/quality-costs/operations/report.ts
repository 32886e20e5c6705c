import { createHash } from 'node:crypto'
import { mayReadOwn } from '#platform/access/own-enterprise.ts'
import { handle } from '#platform/perform.ts'
import { exportCostAnalysis, printCostReport } from '../contract.ts'
import { renderCostReport } from '../documents/cost-report.ts'
import { writeCostSheets } from '../documents/cost-sheets.ts'
import { gatherCostReport } from '../documents/gather-report.ts'
import { periodWords } from '../domain.ts'
import { spanOf } from '../period.ts'

export const printCostReportHandler = handle(printCostReport, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayReadOwn,
  async run(ctx, input) {
    const data = await gatherCostReport(ctx, spanOf(input, ctx.now))
    const { pdf } = await renderCostReport(data)
    return { mediaType: 'application/pdf', fileName: `${data.title}-${data.period}.pdf`, bytes: pdf }
  },
})

export const exportCostAnalysisHandler = handle(exportCostAnalysis, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayReadOwn,
  audit: ({ enterpriseId }, _subject, { bytes }) => ({
    chain: { enterpriseId },
    action: 'list.exported',
    subject: { type: 'list', id: exportCostAnalysis.name },
    details: {
      list: exportCostAnalysis.title,
      sha256: createHash('sha256')
        .update(bytes as Uint8Array)
        .digest('hex'),
    },
  }),
  async run(ctx, input) {
    const span = spanOf(input, ctx.now)
    return {
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      fileName: `质量成本分析-${periodWords(span.from, span.to)}.xlsx`,
      bytes: await writeCostSheets(ctx, span),
    }
  },
})
