import { departmentContract, productContract } from '#workbench/master-data/contract.ts'
import { costAccountContract, costLineContract } from '../contract.ts'
import { costLines } from '../ledgers.ts'
import { CorrectLine, LineSource, LineWarning } from './line-parts.tsx'
import { words } from './words.ts'

export const face = {
  ledger: costLines,
  contract: costLineContract,
  linked: {
    'cost-accounts': costAccountContract,
    departments: departmentContract,
    products: productContract,
  },
  warnings: LineWarning,
  actions: CorrectLine,
  sections: LineSource,
  kinds: words.kinds,
}
