import { handle } from '#platform/perform.ts'
import { checkFile } from '../check-file.ts'
import { checkPlanFile } from '../contract.ts'
import { mayPreparePlan } from '../policy.ts'
import { loadPlan } from '../present.ts'
import { withUploaded } from '../read-file.ts'

export const checkPlanFileHandler = handle(checkPlanFile, {
  subject: loadPlan,
  policy: mayPreparePlan,
  run: (ctx, { year }, { plan }) =>
    withUploaded(ctx, async (path, sha256) => ({ sha256, ...(await checkFile(ctx, plan, path, year)) })),
})
