import { costAccountContract, costPlanContract } from '../contract.ts'
import { costPlans } from '../ledgers.ts'
import { SpreadPlan } from './spread-plan.tsx'
import { words } from './words.ts'

export const face = {
  ledger: costPlans,
  contract: costPlanContract,
  linked: { 'cost-accounts': costAccountContract },
  listActions: SpreadPlan,
  kinds: words.kinds,
}
