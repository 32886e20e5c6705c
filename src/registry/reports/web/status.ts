import type { Status } from '#ui/statuses.ts'
import type { PackStatus } from '../contract.ts'
import type { IncomingRow } from '../incoming/contract.ts'
import { words } from './words.ts'

export function packStatus(status: PackStatus): Status {
  const looks = {
    draft: { icon: 'edit', tone: 'accent' },
    sent: { icon: 'clock', tone: 'accent' },
    acknowledged: { icon: 'check-circle', tone: 'success' },
    returned: { icon: 'exclamation', tone: 'warning' },
  } as const
  return { text: words.statuses[status], ...looks[status] }
}

export function incomingStatus(state: IncomingRow['state']): Status {
  if (state === 'none') return { text: words.incoming.states.none, icon: 'ring', tone: 'muted' }
  if (state === 'late') return { text: words.incoming.states.late, icon: 'warning', tone: 'error' }
  return { ...packStatus(state), text: words.incoming.states[state] }
}
