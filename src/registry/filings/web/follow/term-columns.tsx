import { Link } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import { daysBetween } from '#platform/values/civil-date.ts'
import { endOfSpan, type TimeSpan } from '#platform/values/period.ts'
import type { FilingRow } from '../../contract.ts'
import { whole } from '../filing-columns.tsx'
import { words as common } from '../words.ts'
import { followWords as words } from './follow-words.ts'

export type Term = 'ending' | 'over' | 'left'

/** When the term of a filing in force ends or its officer left, and until when a replacement is to be filed. */
export function termColumns(
  term: Term,
  today: string,
  replacement: TimeSpan | null | undefined,
): TableColumnsType<FilingRow> {
  const toTenure = ({ enterpriseId }: FilingRow) => (
    <Link to={`/enterprises/${enterpriseId}/tenure`}>{words.look}</Link>
  )
  const open = {
    key: 'tenure',
    title: words.tenure,
    ...whole,
    render: (_: unknown, row: FilingRow) => toTenure(row),
  }
  if (term === 'left') {
    const due = ({ leftOn }: FilingRow) =>
      leftOn && replacement ? endOfSpan(leftOn, replacement) : words.notStated
    return [
      { key: 'leftOn', title: words.leftOn, ...whole, render: (_, { leftOn }) => leftOn ?? common.none },
      { key: 'replaceBy', title: words.replaceBy, ...whole, render: (_, row) => due(row) },
      open,
    ]
  }
  const left = ({ termTo }: FilingRow) => {
    if (termTo === null) return common.none
    const days = daysBetween(today, termTo)
    return days >= 0 ? words.daysLeft(days) : words.daysOver(-days)
  }
  return [
    { key: 'termTo', title: words.termTo, ...whole, render: (_, { termTo }) => termTo ?? common.none },
    { key: 'left', title: words.left, align: 'right', ...whole, render: (_, row) => left(row) },
    open,
  ]
}
