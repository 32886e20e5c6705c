import type { LedgerFace } from '#ui/ledger/ledger-of.ts'
import { productContract } from '#workbench/master-data/contract.ts'
import { instrumentContract, useContract } from '../contract.ts'
import { uses } from '../ledgers.ts'
import { InstrumentTabs } from './instrument-tabs.tsx'

export const face: LedgerFace = {
  ledger: uses,
  contract: useContract,
  linked: { instruments: instrumentContract, products: productContract },
  listHead: ({ enterpriseId }) => <InstrumentTabs enterpriseId={enterpriseId} current="uses" />,
}
