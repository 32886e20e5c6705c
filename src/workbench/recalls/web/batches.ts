import type { LedgerFace } from '#ui/ledger/ledger-of.ts'
import { batchContract } from '#workbench/master-data/contract.ts'
import { recallBatchContract, recallContract } from '../dossier/contract.ts'
import { recallBatches } from '../ledgers.ts'

export const face: LedgerFace = {
  ledger: recallBatches,
  contract: recallBatchContract as never,
  linked: { recalls: recallContract as never, batches: batchContract as never },
}
