import { productContract } from '../contract.ts'
import { products } from '../ledgers.ts'

export const face = { ledger: products, contract: productContract }
