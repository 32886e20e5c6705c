import type { ComponentType } from 'react'
import type { LedgerContract } from '#platform/ledger/contract-of.ts'
import type { Ledger } from '#platform/ledger/ledger.ts'
import type { Operation } from '#platform/operation.ts'
import { useMayWrite } from '../frame.tsx'
import { type RemoteSource, remoteSource } from '../remote-select.tsx'
import type { Status } from '../statuses.ts'
import { words } from './words.ts'

/** What the screens of a ledger are made from. */
export type LedgerFace = {
  readonly ledger: Ledger
  readonly contract: LedgerContract
  /** For its links: the contracts of the ledgers to which they lead, by their path. */
  readonly linked?: Readonly<Record<string, LedgerContract>>
  /** What must be seen before all else on the page of a record: that it is stopped. */
  readonly warnings?: ComponentType<RecordPart>
  /** For a ledger with attachments: `recordFiles` of foundation/files. */
  readonly files?: { readonly add: Operation; readonly read: Operation }
  /** What is special about one record, on its page above the history. */
  readonly sections?: ComponentType<RecordPart>
  /** Its verbs, beside the title. */
  readonly actions?: ComponentType<RecordPart>
  /** Verbs of the ledger as a whole, beside the title of the list. */
  readonly listActions?: ComponentType<{ readonly enterpriseId: string }>
  /** Where a record stands, instead of 在用 and 停用. */
  status?(row: Shown): Status | undefined
  /** What the deeds of its verbs are called in the history, by their kind. */
  readonly kinds?: Readonly<Record<string, string>>
  /** False: people do not write this record now, it is shown without form and 停用. */
  mayChange?(row: Shown): boolean
  /** The record page has no form of the kit. */
  readonly form?: false
  /** Leaving use is a verb of the capability, with more to say than a day. */
  readonly retire?: false
  /** Other questions whose answers follow from the records: asked again when people have written. */
  readonly derived?: readonly Operation[]
  /** Between the title of the list and the list: ways to neighbouring pages, figures that open it narrowed. */
  readonly listHead?: ComponentType<{ readonly enterpriseId: string }>
}

export type RecordPart = {
  readonly face: LedgerFace
  readonly enterpriseId: string
  readonly record: Shown
}

/** Where a record stands: in its own words, or whether it is in use. */
export function statusOf({ ledger, status }: LedgerFace, row: Shown): Status | undefined {
  const own = status?.(row)
  if (own && (!row.retiredOn || ledger.writtenBy === 'verbs')) return own
  if (row.retiredOn) return { text: words.retiredOn(row.retiredOn), icon: 'minus-circle', tone: 'muted' }
  // What verbs write has no 停用.
  if (ledger.writtenBy === 'verbs') return undefined
  return { text: words.inUse, icon: null, tone: 'muted' }
}

/** The reader may write: form, import, 停用. */
export function useWrites({ ledger }: LedgerFace): boolean {
  return useMayWrite() && ledger.writtenBy !== 'verbs'
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
