import { daysBetween } from '#platform/values/civil-date.ts'
import { today } from '#ui/format.ts'
import type { Status } from '#ui/statuses.ts'
import type { Action } from '../../contract.ts'
import { words } from '../words.ts'

/** State of an action in words; an open one by its day. */
export function actionStatus(action: Pick<Action, 'state' | 'dueOn' | 'doneOn' | 'overdue'>): Status {
  if (action.state === 'done')
    return { text: words.done(action.doneOn ?? ''), icon: 'check-circle', tone: 'success' }
  if (action.state === 'dropped') return { text: words.dropped, icon: 'minus-circle', tone: 'muted' }
  if (!action.dueOn) return { text: words.noDue, icon: 'ring', tone: 'muted' }
  const left = daysBetween(today(), action.dueOn)
  if (left < 0) return { text: words.overdueSince(-left), icon: 'warning', tone: 'error' }
  if (left === 0) return { text: words.dueToday, icon: 'clock', tone: 'warning' }
  return {
    text: words.dueIn(left),
    icon: left <= 3 ? 'clock' : 'ring',
    tone: left <= 3 ? 'warning' : 'muted',
  }
}
