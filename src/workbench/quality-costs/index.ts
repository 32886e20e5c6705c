import { fileURLToPath } from 'node:url'
import { mayReadOwn } from '#platform/access/own-enterprise.ts'
import type { Capability } from '#platform/capability.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { checkImportJob } from '#platform/ledger/check-import.job.ts'
import { ledgerHandlers } from '#platform/ledger/handlers-of.ts'
import type { Handled } from '#platform/perform.ts'
import {
  costAccountContract,
  costBaseContract,
  costLineContract,
  costPlanContract,
  costProposalContract,
  costTargetContract,
} from './contract.ts'
import { costDue, costEvidence } from './declared.ts'
import { accountParts, baseParts, lineParts, plainParts, planParts } from './ledger-rules.ts'
import { costAccounts, costBases, costLines, costPlans, costProposals, costTargets } from './ledgers.ts'
import { withLockRefusals } from './lock-refusals.ts'
import { correctCostLineHandler } from './operations/correct-line.ts'
import { refuseCostProposalHandler, takeCostProposalHandler } from './operations/decide-proposal.ts'
import {
  checkCostMonthHandler,
  listCostMonthsHandler,
  lockCostMonthHandler,
  setCostLockDayHandler,
} from './operations/months.ts'
import {
  readCostAnalysisHandler,
  readCostStandingHandler,
  readCostTrendHandler,
} from './operations/read-analysis.ts'
import { exportCostAnalysisHandler, printCostReportHandler } from './operations/report.ts'
import { spreadCostPlanHandler } from './operations/spread-plan.ts'
import { startCostChartHandler } from './operations/start-chart.ts'
import { withChart } from './starting-chart.ts'

export { proposeCost } from './propose-cost.ts'

const bringsAList = ({ operation }: Handled) =>
  [costLineContract.startImport.name, costPlanContract.startImport.name].includes(operation.name)

export const qualityCosts: Capability = {
  name: 'quality-costs',
  handlers: [
    ...ledgerHandlers(costAccounts, costAccountContract, accountParts),
    ...ledgerHandlers(costLines, costLineContract, lineParts),
    ...ledgerHandlers(costProposals, costProposalContract, {
      policies: { read: mayReadOwn, write: mayReadOwn },
    }),
    ...ledgerHandlers(costBases, costBaseContract, baseParts),
    ...ledgerHandlers(costPlans, costPlanContract, planParts),
    ...ledgerHandlers(costTargets, costTargetContract, plainParts),
    readCostAnalysisHandler,
    readCostTrendHandler,
    readCostStandingHandler,
    printCostReportHandler,
    exportCostAnalysisHandler,
    startCostChartHandler,
    listCostMonthsHandler,
    lockCostMonthHandler,
    checkCostMonthHandler,
    setCostLockDayHandler,
    correctCostLineHandler,
    takeCostProposalHandler,
    refuseCostProposalHandler,
    spreadCostPlanHandler,
  ]
    .map((each) => (bringsAList(each) ? withChart(each) : each))
    .map(withLockRefusals),
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  jobs: [
    checkImportJob(costAccounts, accountParts),
    checkImportJob(costLines, lineParts),
    checkImportJob(costBases, baseParts),
    checkImportJob(costPlans, planParts),
    checkImportJob(costTargets, plainParts),
  ] as readonly Job<never>[],
  evidence: costEvidence,
  due: costDue,
}
