import { productContract } from '../contract.ts'
import { products } from '../ledgers.ts'
import { Held } from './held.tsx'

export const face = { ledger: products, contract: productContract, warnings: Held }
