import type { Status } from '#ui/statuses.ts'
import type { Duty, DutyState } from '../contract.ts'
import type { Supervision, SupervisionState } from '../supervisions/contract.ts'
import { stateWords as supervisionWords } from '../supervisions/domain.ts'
import { stateWords } from '../words.ts'

const looks = {
  upcoming: { icon: 'clock', tone: 'muted' },
  near: { icon: 'clock', tone: 'accent' },
  today: { icon: 'bell', tone: 'warning' },
  late: { icon: 'exclamation', tone: 'error' },
  done: { icon: 'check-circle', tone: 'success' },
  'done-late': { icon: 'check-circle', tone: 'warning' },
  'not-applicable': { icon: 'minus-circle', tone: 'muted' },
  undated: { icon: 'ring', tone: 'muted' },
} as const satisfies Record<DutyState, Omit<Status, 'text'>>

export const dutyStatus = (duty: Duty): Status => ({ ...looks[duty.state], text: stateWords(duty) })

const supervisionLooks = {
  issued: { icon: 'clock', tone: 'accent' },
  replied: { icon: 'edit', tone: 'accent' },
  'asked-again': { icon: 'exclamation', tone: 'warning' },
  closed: { icon: 'check-circle', tone: 'success' },
  withdrawn: { icon: 'minus-circle', tone: 'muted' },
} as const satisfies Record<SupervisionState, Omit<Status, 'text'>>

export const supervisionStatus = ({ state }: Pick<Supervision, 'state'>): Status => ({
  ...supervisionLooks[state],
  text: supervisionWords[state],
})
