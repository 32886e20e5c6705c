import type { Status } from '#ui/statuses.ts'
import { standings } from '../ledgers.ts'
import { words } from './words.ts'

const looks = {
  draft: { icon: 'edit', tone: 'accent' },
  submitted: { icon: 'clock', tone: 'accent' },
  'in-force': { icon: 'check-circle', tone: 'success' },
  superseded: { icon: 'swap', tone: 'muted' },
  concluded: { icon: 'stop', tone: 'muted' },
} as const

const lookOf = (status: string) => looks[status as keyof typeof looks] ?? looks.draft

/** Where an edition of the strategy stands. */
export const strategyStatus = (status: string): Status => ({
  text: words.strategy.statuses[status] ?? status,
  ...lookOf(status),
})

/** Where an annual plan stands. */
export const planStatus = (status: string): Status => ({
  text: words.plan.statuses[status] ?? status,
  ...lookOf(status),
})

const itemLooks = {
  draft: { icon: 'edit', tone: 'accent' },
  proposed: { icon: 'clock', tone: 'accent' },
  open: { icon: 'half-ring', tone: 'accent' },
  reported: { icon: 'bell', tone: 'warning' },
  done: { icon: 'check-circle', tone: 'success' },
  cancelled: { icon: 'minus-circle', tone: 'muted' },
  carried: { icon: 'swap', tone: 'muted' },
  missed: { icon: 'close-circle', tone: 'error' },
} as const

/** Where an item stands; one that is late says so first. */
export function itemStatus(standing: string, progress: number, overdue: boolean): Status {
  const key = standing as keyof typeof standings
  const far = standing === 'open' ? `${standings[key]} ${words.plan.percent(progress)}` : standings[key]
  if (overdue) return { text: `${words.plan.isOverdue}，${far}`, icon: 'warning', tone: 'error' }
  return { text: far, ...itemLooks[key] }
}
