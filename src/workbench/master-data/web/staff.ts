import { departmentContract, staffContract } from '../contract.ts'
import { staff } from '../ledgers.ts'

export const face = { ledger: staff, contract: staffContract, linked: { departments: departmentContract } }
