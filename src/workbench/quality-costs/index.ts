import { fileURLToPath } from 'node:url'
import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import type { Capability } from '#platform/capability.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { checkImportJob } from '#platform/ledger/check-import.job.ts'
import { ledgerHandlers } from '#platform/ledger/handlers-of.ts'
import {
  costAccountContract,
  costBaseContract,
  costLineContract,
  costPlanContract,
  costProposalContract,
  costTargetContract,
} from './contract.ts'
import { costAccounts, costBases, costLines, costPlans, costProposals, costTargets } from './ledgers.ts'

export { proposeCost } from './propose-cost.ts'

const parts = { policies: { read: mayReadOwn, write: mayWriteOwn } }

export const qualityCosts: Capability = {
  name: 'quality-costs',
  handlers: [
    ...ledgerHandlers(costAccounts, costAccountContract, parts),
    ...ledgerHandlers(costLines, costLineContract, parts),
    ...ledgerHandlers(costProposals, costProposalContract, parts),
    ...ledgerHandlers(costBases, costBaseContract, parts),
    ...ledgerHandlers(costPlans, costPlanContract, parts),
    ...ledgerHandlers(costTargets, costTargetContract, parts),
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  jobs: [costAccounts, costLines, costBases, costPlans, costTargets].map((each) =>
    checkImportJob(each),
  ) as readonly Job<never>[],
}
