import { today } from '#ui/format.ts'
import type { Shown } from '#ui/ledger/ledger-of.ts'
import type { Status } from '#ui/statuses.ts'
import { statuses } from '../ledgers.ts'
import { words } from './words.ts'

const looks = {
  waiting: { icon: 'clock', tone: 'accent' },
  adopted: { icon: 'check-circle', tone: 'success' },
  partly: { icon: 'half-ring', tone: 'success' },
  declined: { icon: 'close-circle', tone: 'warning' },
  approved: { icon: 'check-circle', tone: 'success' },
  conditional: { icon: 'half-ring', tone: 'success' },
  refused: { icon: 'close-circle', tone: 'warning' },
  withdrawn: { icon: 'minus-circle', tone: 'muted' },
} as const

/** Where it stands; late answers are loud. */
export function opinionStatus(row: Shown): Status {
  const status = row.status as keyof typeof looks
  if (typeof row.waitsUntil === 'string' && row.waitsUntil < today())
    return { text: words.overdue, icon: 'warning', tone: 'error' }
  return { text: statuses[status], ...looks[status] }
}
