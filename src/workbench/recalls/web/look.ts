import type { Status } from '#ui/statuses.ts'
import type { ClockState } from '../dossier/contract.ts'
import { recalls } from '../ledgers.ts'
import { eventWords } from '../words.ts'
import { words } from './words.ts'

const said = words.clocks

const icons: Readonly<Record<string, Pick<Status, 'icon' | 'tone'>>> = {
  clue: { icon: 'bell', tone: 'warning' },
  investigating: { icon: 'question', tone: 'accent' },
  refuted: { icon: 'minus-circle', tone: 'muted' },
  confirmed: { icon: 'exclamation', tone: 'error' },
  planned: { icon: 'clock', tone: 'accent' },
  'carrying-out': { icon: 'half-ring', tone: 'accent' },
  completed: { icon: 'check', tone: 'accent' },
  summarised: { icon: 'check', tone: 'accent' },
  closed: { icon: 'check-circle', tone: 'success' },
}

/** Where a recall stands. */
export function stageStatus(stage: string): Status {
  const options: Readonly<Record<string, string>> = recalls.columns.stage.options
  return { text: options[stage] ?? stage, ...(icons[stage] ?? { icon: null, tone: 'muted' }) }
}

/** How a clock stands, in words. `at` writes an instant. */
export function clockStatus(clock: ClockState, at: (iso: string) => string): Status {
  const { state, left, span } = clock
  switch (state) {
    case 'waiting':
      return { text: said.waiting(eventWords[clock.from]), icon: 'ring', tone: 'muted' }
    case 'unspecified':
      return { text: said.unspecified, icon: 'ring', tone: 'muted' }
    case 'met':
      return { text: said.met(at(clock.doneAt ?? '')), icon: 'check-circle', tone: 'success' }
    case 'late':
      return { text: said.late(at(clock.doneAt ?? '')), icon: 'warning', tone: 'error' }
    default: {
      const amount = Math.abs(left ?? 0)
      const long = span?.unit === 'workday' ? said.workdays(amount) : said.days(amount)
      if (state === 'overdue')
        return { text: amount === 0 ? said.over : said.overdue(long), icon: 'warning', tone: 'error' }
      if ((left ?? 0) < 0) return { text: said.over, icon: 'minus-circle', tone: 'muted' }
      if (left === 0) return { text: said.today, icon: 'clock', tone: 'warning' }
      const text = said.left(long) + (clock.right ? said.right : '')
      return { text, icon: amount <= 2 ? 'clock' : 'ring', tone: amount <= 2 ? 'warning' : 'muted' }
    }
  }
}

/** An instant as `datetime-local` holds it, in Beijing time. */
export const toLocal = (instant: string) => instant.replace(' ', 'T')
/** What `datetime-local` holds, taken in Beijing time; undefined while it is empty. */
export function fromLocal(local: string): string | undefined {
  return local ? `${local.slice(0, 16)}:00+08:00` : undefined
}
