import { costBaseContract } from '../contract.ts'
import { costBases } from '../ledgers.ts'

export const face = { ledger: costBases, contract: costBaseContract }
