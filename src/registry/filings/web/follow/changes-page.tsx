import { FilingList } from '../filing-list.tsx'
import { followWords as words } from './follow-words.ts'

const states = [
  'desk',
  'submitted',
  'accepted',
  'returned',
  'registered',
  'cancelled',
  'ending',
  'over',
  'left',
] as const

/** 变更与注销: filings that follow another, and the terms that will need one. */
export default function ChangesPage() {
  return (
    <FilingList
      title={words.list}
      sub={words.listSub}
      at="/changes"
      tabs={states}
      empty={words.empty}
      following
    />
  )
}
