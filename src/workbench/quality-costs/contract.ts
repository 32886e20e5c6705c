import { ledgerContract } from '#platform/ledger/contract-of.ts'
import { costAccounts, costBases, costLines, costPlans, costProposals, costTargets } from './ledgers.ts'

export const costAccountContract = ledgerContract(costAccounts)
export const costLineContract = ledgerContract(costLines)
export const costProposalContract = ledgerContract(costProposals)
export const costBaseContract = ledgerContract(costBases)
export const costPlanContract = ledgerContract(costPlans)
export const costTargetContract = ledgerContract(costTargets)
