import { Link } from '@tanstack/react-router'
import { count } from '#ui/format.ts'
import type { Indicator, ListedMeasure, Measure } from '../contract.ts'
import type { Asked } from './as-of.ts'
import { words } from './words.ts'

type Props = {
  readonly unitId: string
  readonly scope: string
  readonly measure: Measure | null
  readonly value: number | null
  readonly asked: Asked
  /** Whether the reader may open what is behind it. */
  readonly opens: boolean
}

/** A number that opens its list. */
export function NumberLink({ unitId, scope, measure, value, asked, opens }: Props) {
  if (value === null) return <>{words.unknown}</>
  if (!opens || value === 0 || !isListed(scope, measure)) return <>{count(value)}</>
  return (
    <Link
      to="/units/$unitId/coverage/members"
      params={{ unitId }}
      search={{ scope, measure, ...asked } as never}
      className="opens-list"
    >
      {count(value)}
    </Link>
  )
}

/** 人次 are no enterprises, and the whole directory is no list of these pages. */
function isListed(scope: string, measure: Measure | null): measure is ListedMeasure {
  if (measure === null || measure === 'trained-times') return false
  return measure !== 'members' || (scope !== 'all' && scope !== 'sme')
}

/** What a reader may open: an industry bureau sees who is on a list, not how they stand. */
export function mayOpen(role: string, measure: Indicator['numerator']): boolean {
  return role !== 'industry-officer' || measure === 'members'
}
