import { listPlanCandidates, listPlanMembers, readPlan } from '../contract.ts'
import { countWaitingPlans, listPlanUnits, readOwnPlans } from '../units/contract.ts'

/** What a change of the names makes old. */
export const touched = [readPlan, listPlanMembers, listPlanCandidates, readOwnPlans]

/** What a deed on a version makes old. */
export const decided = [readPlan, listPlanMembers, readOwnPlans, listPlanUnits, countWaitingPlans]
