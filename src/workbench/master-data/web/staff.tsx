import { LedgerPages } from '#ui/ledger/ledger-pages.tsx'
import { departmentContract, staffContract } from '../contract.ts'
import { staff } from '../ledgers.ts'

const face = { ledger: staff, contract: staffContract, linked: { departments: departmentContract } }

export default function Page() {
  return <LedgerPages face={face} />
}
