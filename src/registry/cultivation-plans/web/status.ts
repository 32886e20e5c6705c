import type { Status } from '#ui/statuses.ts'
import { deadlineStatus } from '#ui/statuses.ts'
import type { PlanDue, PlanHead, PlanMember } from '../contract.ts'
import type { PlanUnitRow } from '../units/contract.ts'
import { words } from './words.ts'

const looks = {
  draft: { icon: 'edit', tone: 'accent' },
  submitted: { icon: 'clock', tone: 'accent' },
  returned: { icon: 'exclamation', tone: 'warning' },
  accepted: { icon: 'check-circle', tone: 'success' },
  withdrawn: { icon: 'minus-circle', tone: 'muted' },
  discarded: { icon: 'stop', tone: 'muted' },
} as const

export function planStatus(status: PlanHead['status']): Status {
  return { text: words.statuses[status], ...looks[status] }
}

export function unitStatus({ state }: Pick<PlanUnitRow, 'state'>): Status {
  if (state === 'none') return { text: words.units.states.none, icon: 'ring', tone: 'muted' }
  const isOpen = state === 'withdrawn' || state === 'draft'
  const text = isOpen ? words.statuses[state] : words.units.states[state]
  return { text, ...looks[state] }
}

/** When it is due and what is left. */
export function dueStatus(due: PlanDue): Status {
  const { dueStates } = words
  switch (due.state) {
    case 'late':
      return { text: dueStates.late(due.lateWorkdays), icon: 'warning', tone: 'error' }
    case 'done-late':
      return { text: dueStates.doneLate(due.lateWorkdays), icon: 'warning', tone: 'warning' }
    case 'done':
      return { text: dueStates.done, icon: 'check-circle', tone: 'success' }
    case 'not-applicable':
      return { text: dueStates.notOwed, icon: 'minus', tone: 'muted' }
    case 'undated':
      return deadlineStatus(null)
    default:
      return deadlineStatus(due.workdaysLeft)
  }
}

const memberLooks = {
  planned: { icon: 'ring', tone: 'muted' },
  filed: { icon: 'check-circle', tone: 'success' },
  'off-list': { icon: 'exclamation', tone: 'warning' },
  moved: { icon: 'swap', tone: 'warning' },
  ended: { icon: 'stop', tone: 'warning' },
} as const

export function memberStatus(state: NonNullable<PlanMember['state']>): Status {
  return { text: words.memberStates[state], ...memberLooks[state] }
}
