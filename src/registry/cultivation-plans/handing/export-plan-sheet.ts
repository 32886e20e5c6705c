import { createHash } from 'node:crypto'
import { handle } from '#platform/perform.ts'
import { writeAnnex3 } from '../documents/annex3-sheet.ts'
import { mayReadPlan } from '../policy.ts'
import { loadPlan } from '../present.ts'
import { exportPlanSheet } from './contract.ts'

export const exportPlanSheetHandler = handle(exportPlanSheet, {
  subject: loadPlan,
  policy: mayReadPlan,
  audit: (_input, { plan }, { bytes }, actor) => ({
    chain: { unitId: actor.kind === 'unit' ? actor.unitId : plan.unit_id },
    action: 'list.exported',
    subject: { type: 'cultivation-plan', id: plan.id },
    details: {
      list: exportPlanSheet.title,
      sha256: createHash('sha256')
        .update(bytes as Uint8Array)
        .digest('hex'),
    },
  }),
  async run(ctx, _input, { plan }) {
    return {
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      fileName: `附件3-${plan.unit_name}-${plan.year}年第${plan.no}版.xlsx`,
      bytes: await writeAnnex3(ctx, plan),
    }
  },
})
