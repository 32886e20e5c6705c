import { readItemStanding } from '../items/contract.ts'
import { itemContract, planContract, readPlanOverview, readPlanWithItems } from '../plan/contract.ts'
import { listStrategies, readStrategy } from '../strategy/contract.ts'

/** Answers that a deed with strategy, plan or item makes old. */
export const touched = [
  readPlanOverview,
  readPlanWithItems,
  planContract.list,
  planContract.read,
  itemContract.list,
  itemContract.read,
  readItemStanding,
  listStrategies,
  readStrategy,
]
