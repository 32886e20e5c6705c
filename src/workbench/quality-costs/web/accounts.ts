import { costAccountContract } from '../contract.ts'
import { costAccounts } from '../ledgers.ts'

export const face = { ledger: costAccounts, contract: costAccountContract }
