import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { acceptPlanHandler } from './handing/accept-plan.ts'
import { acceptPlansHandler } from './handing/accept-plans.ts'
import { commentPlanHandler } from './handing/comment-plan.ts'
import { discardPlanHandler } from './handing/discard-plan.ts'
import { exportPlanSheetHandler } from './handing/export-plan-sheet.ts'
import { printPlanSheetHandler } from './handing/print-plan-sheet.ts'
import { returnPlanHandler } from './handing/return-plan.ts'
import { submitPlanHandler } from './handing/submit-plan.ts'
import { verifyPlanHandler } from './handing/verify-plan.ts'
import { verifyPlansHandler } from './handing/verify-plans.ts'
import { withdrawPlanHandler } from './handing/withdraw-plan.ts'
import { changePlanMembersHandler } from './operations/change-plan-members.ts'
import { checkPlanFileHandler } from './operations/check-plan-file.ts'
import { exportPlanCandidatesHandler } from './operations/export-plan-candidates.ts'
import { exportPlanMembersHandler } from './operations/export-plan-members.ts'
import { listPlanCandidatesHandler } from './operations/list-plan-candidates.ts'
import { listPlanMembersHandler } from './operations/list-plan-members.ts'
import { markPlanFileHandler } from './operations/mark-plan-file.ts'
import { readPlanHandler } from './operations/read-plan.ts'
import { setPlanSupplementHandler } from './operations/set-plan-supplement.ts'
import { startPlanHandler } from './operations/start-plan.ts'
import { countWaitingPlansHandler } from './units/count-waiting-plans.ts'
import { exportPlanUnitsHandler } from './units/export-plan-units.ts'
import { listPlanUnitsHandler } from './units/list-plan-units.ts'
import { readOwnPlansHandler } from './units/read-own-plans.ts'

export { completionByRow, planCompletion } from './figures.ts'
export { type AcceptedPlan, acceptedPlan } from './in-force.ts'

export const cultivationPlans: Capability = {
  name: 'cultivation-plans',
  handlers: [
    readOwnPlansHandler,
    startPlanHandler,
    readPlanHandler,
    listPlanMembersHandler,
    exportPlanMembersHandler,
    listPlanCandidatesHandler,
    exportPlanCandidatesHandler,
    changePlanMembersHandler,
    setPlanSupplementHandler,
    checkPlanFileHandler,
    markPlanFileHandler,
    submitPlanHandler,
    withdrawPlanHandler,
    discardPlanHandler,
    returnPlanHandler,
    acceptPlanHandler,
    acceptPlansHandler,
    commentPlanHandler,
    exportPlanSheetHandler,
    printPlanSheetHandler,
    verifyPlanHandler,
    verifyPlansHandler,
    listPlanUnitsHandler,
    exportPlanUnitsHandler,
    countWaitingPlansHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
