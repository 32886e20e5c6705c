export { itemContract, planContract } from './plan/contract.ts'
