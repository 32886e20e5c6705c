import { LedgerPages } from '#ui/ledger/ledger-pages.tsx'
import { supplierContract } from '../contract.ts'
import { suppliers } from '../ledgers.ts'

const face = { ledger: suppliers, contract: supplierContract }

export default function Page() {
  return <LedgerPages face={face} />
}
