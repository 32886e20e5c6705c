import { handle } from '#platform/perform.ts'
import { renderAnnex3 } from '../documents/annex3.ts'
import { annex3Of } from '../documents/gather-annex3.ts'
import { mayReadPlan } from '../policy.ts'
import { loadPlan } from '../present.ts'
import { nothingToPrint, printPlanSheet } from './contract.ts'

export const printPlanSheetHandler = handle(printPlanSheet, {
  subject: loadPlan,
  policy: mayReadPlan,
  async run(ctx, _input, { plan }) {
    const data = await annex3Of(ctx, plan)
    if (data.rows.length === 0) {
      throw nothingToPrint({ detail: '附件3：表中还没有一行。请先接收下级的计划，或列入企业。' })
    }
    const { pdf } = await renderAnnex3(data)
    return {
      mediaType: 'application/pdf',
      fileName: `附件3-${plan.unit_name}-${plan.year}年第${plan.no}版.pdf`,
      bytes: pdf,
    }
  },
})
