import type { Status } from '#ui/statuses.ts'
import type { ImportRun } from '../contract.ts'
import { words } from './words.ts'

const looks = {
  uploaded: { icon: 'clock', tone: 'accent' },
  checking: { icon: 'clock', tone: 'accent' },
  checked: { icon: 'edit', tone: 'accent' },
  applying: { icon: 'clock', tone: 'accent' },
  applied: { icon: 'check-circle', tone: 'success' },
  cancelled: { icon: 'minus-circle', tone: 'muted' },
  failed: { icon: 'exclamation', tone: 'error' },
  undoing: { icon: 'clock', tone: 'accent' },
  undone: { icon: 'swap', tone: 'muted' },
} as const

/** State of an import in words. */
export function importStatus({ status }: Pick<ImportRun, 'status'>): Status {
  return { text: words.statuses[status], ...looks[status] }
}

/** While the server works at it. */
export function isRunning({ status }: Pick<ImportRun, 'status'>): boolean {
  return ['uploaded', 'checking', 'applying', 'undoing'].includes(status)
}
