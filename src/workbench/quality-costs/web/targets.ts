import { costTargetContract } from '../contract.ts'
import { costTargets } from '../ledgers.ts'

export const face = { ledger: costTargets, contract: costTargetContract }
