import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { FilingList } from './filing-list.tsx'
import { words } from './words.ts'

const states = ['draft', 'returned', 'submitted', 'accepted', 'registered', 'withdrawn'] as const

/** What the unit files for enterprises without computer, and where one begins. */
export default function OnBehalfList() {
  return (
    <FilingList
      title={words.onBehalfTitle}
      sub={words.onBehalfSub}
      at="/on-behalf"
      tabs={states}
      empty={words.emptyOnBehalf}
      onBehalf
      actions={
        <Link to="/enterprises">
          <Button type="primary">{words.onBehalfBegin}</Button>
        </Link>
      }
    />
  )
}
