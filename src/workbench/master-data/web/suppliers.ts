import { supplierContract } from '../contract.ts'
import { suppliers } from '../ledgers.ts'

export const face = { ledger: suppliers, contract: supplierContract }
