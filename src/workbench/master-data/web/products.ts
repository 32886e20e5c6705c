import { withVeto } from '#workbench/holds/web/parts/with-veto.tsx'
import { productContract } from '../contract.ts'
import { products } from '../ledgers.ts'
import { Held } from './held.tsx'

export const face = {
  ledger: products,
  contract: productContract,
  warnings: Held,
  actions: withVeto('product'),
}
