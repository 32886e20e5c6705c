import type { LedgerFace } from '#ui/ledger/ledger-of.ts'
import { recallContract, recallCustomerContract } from '../dossier/contract.ts'
import { recallCustomers } from '../ledgers.ts'

export const face: LedgerFace = {
  ledger: recallCustomers,
  contract: recallCustomerContract as never,
  linked: { recalls: recallContract as never },
}
