import { LedgerPages } from '#ui/ledger/ledger-pages.tsx'
import { departmentContract } from '../contract.ts'
import { departments } from '../ledgers.ts'

const face = { ledger: departments, contract: departmentContract }

export default function Page() {
  return <LedgerPages face={face} />
}
