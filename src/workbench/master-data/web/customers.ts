import { customerContract } from '../contract.ts'
import { customers } from '../ledgers.ts'

export const face = { ledger: customers, contract: customerContract }
