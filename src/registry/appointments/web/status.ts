import type { Status } from '#ui/statuses.ts'
import type { Appointment } from '../contract.ts'
import { words } from './words.ts'

const looks = {
  draft: { icon: 'edit', tone: 'accent' },
  issued: { icon: 'check-circle', tone: 'success' },
  ended: { icon: 'stop', tone: 'muted' },
  revoked: { icon: 'minus-circle', tone: 'muted' },
} as const

/** State of an appointment in words. */
export function appointmentStatus({ status }: Pick<Appointment, 'status'>): Status {
  return { text: words.statuses[status], ...looks[status] }
}
