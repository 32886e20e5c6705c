import { departmentContract } from '../contract.ts'
import { departments } from '../ledgers.ts'

export const face = {
  ledger: departments,
  contract: departmentContract,
  linked: { departments: departmentContract },
}
