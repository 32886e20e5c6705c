import { withVeto } from '#workbench/holds/web/parts/with-veto.tsx'
import { supplierContract } from '../contract.ts'
import { suppliers } from '../ledgers.ts'
import { Held } from './held.tsx'

export const face = {
  ledger: suppliers,
  contract: supplierContract,
  warnings: Held,
  actions: withVeto('supplier'),
}
