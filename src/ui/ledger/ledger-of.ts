import type { LedgerContract } from '#platform/ledger/contract-of.ts'
import type { Ledger } from '#platform/ledger/ledger.ts'
import { type RemoteSource, remoteSource } from '../remote-select.tsx'

/** What the screens of a ledger are made from. */
export type LedgerFace = {
  readonly ledger: Ledger
  readonly contract: LedgerContract
  /** For its links: the contracts of the ledgers to which they lead, by their path. */
  readonly linked?: Readonly<Record<string, LedgerContract>>
}

/** Any record, as a list shows it. */
export type Shown = Readonly<Record<string, string | number | boolean | null>> & {
  readonly id: string
  readonly version: number
  readonly retiredOn: string | null
}

/** Where the records of another ledger are chosen. */
export function sourceOf(contract: LedgerContract, called: string, enterpriseId: string): RemoteSource {
  return remoteSource<Shown>({
    op: contract.list as never,
    of: { enterpriseId },
    option: (row) => ({ value: row.id, label: String(row[called] ?? '') }),
  })
}
