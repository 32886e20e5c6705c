import { readMe } from '#foundation/sign-in/contract.ts'
import { useNeededOperation } from '#ui/use-operation.ts'
import { FilingList } from './filing-list.tsx'
import { words } from './words.ts'

const waiting = ['desk', 'submitted', 'accepted', 'returned', 'registered'] as const
const own = [
  'draft',
  'submitted',
  'accepted',
  'returned',
  'registered',
  'changed',
  'cancelled',
  'withdrawn',
] as const

/** The work queue of a unit, or the filings of an enterprise. */
export default function Inbox() {
  const me = useNeededOperation(readMe, {})
  return me.grant.unitId ? (
    <FilingList title={words.inbox} at="/filings" tabs={waiting} empty={words.emptyUnit} busiestFirst />
  ) : (
    <FilingList title={words.filings} at="/filings" tabs={own} empty={words.emptyEnterprise} busiestFirst />
  )
}
