import type { Status } from '#ui/statuses.ts'
import type { ClauseStanding, ClauseState, NeedState } from '../contract.ts'
import { words } from './words.ts'

const looks = {
  proved: { icon: 'check-circle', tone: 'success' },
  partly: { icon: 'half-ring', tone: 'warning' },
  none: { icon: 'ring', tone: 'muted' },
  'not-applicable': { icon: 'minus', tone: 'muted' },
} as const satisfies Record<ClauseState, Omit<Status, 'text'>>

export function clauseStatus({ state, stated }: Pick<ClauseStanding, 'state' | 'stated'>): Status {
  const text = words.states[state]
  return { ...looks[state], text: stated ? `${text}（${words.stated}）` : text }
}

const needLooks = {
  records: looks.proved,
  statement: looks.proved,
  no: looks.none,
  unkept: looks.none,
} as const satisfies Record<NeedState['met'], Omit<Status, 'text'>>

export function needStatus({ met }: Pick<NeedState, 'met'>): Status {
  return { ...needLooks[met], text: words.clause.met[met] }
}
