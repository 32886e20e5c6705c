import { LedgerPages } from '#ui/ledger/ledger-pages.tsx'
import { customerContract } from '../contract.ts'
import { customers } from '../ledgers.ts'

const face = { ledger: customers, contract: customerContract }

export default function Page() {
  return <LedgerPages face={face} />
}
