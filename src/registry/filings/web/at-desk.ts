import { filingStatus, type Status } from '#ui/statuses.ts'
import type { FilingStatus } from '../contract.ts'
import { words } from './words.ts'

/** The state of a filing as offices read it: what is to be done next, in the words of the rules. */
export function atDesk(filing: {
  readonly status: FilingStatus
  readonly desk: { readonly title: string } | null
}): Status {
  const status = filingStatus(filing.status, 'unit')
  return filing.desk ? { ...status, text: words.awaiting(filing.desk.title) } : status
}
