import { LedgerPages } from '#ui/ledger/ledger-pages.tsx'
import { productContract } from '../contract.ts'
import { products } from '../ledgers.ts'

const face = { ledger: products, contract: productContract }

export default function Page() {
  return <LedgerPages face={face} />
}
