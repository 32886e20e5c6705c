import { daysBetween } from '#platform/values/civil-date.ts'
import { today } from '#ui/format.ts'
import type { Shown } from '#ui/ledger/ledger-of.ts'
import type { Status } from '#ui/statuses.ts'
import { type InstrumentState, stateNames } from '../contract.ts'
import { type Conclusion, type Standing, stateOn } from '../domain.ts'
import { words } from './words.ts'

const looks: Readonly<Record<InstrumentState, Pick<Status, 'icon' | 'tone'>>> = {
  ready: { icon: 'check-circle', tone: 'success' },
  limited: { icon: 'half-ring', tone: 'warning' },
  pending: { icon: 'clock', tone: 'warning' },
  overdue: { icon: 'warning', tone: 'error' },
  forbidden: { icon: 'stop', tone: 'error' },
  stopped: { icon: 'minus-circle', tone: 'muted' },
  sealed: { icon: 'lock', tone: 'muted' },
  scrapped: { icon: 'minus', tone: 'muted' },
}

/** Days before the end at which the status says how many are left. */
const SOON = 30

/** What an instrument is today, from its row. */
export function stateOf(row: Shown): InstrumentState {
  const certifiedOn = row.lastOn as string | null
  const conclusion = (row.conclusion ?? 'pass') as Conclusion
  const last =
    certifiedOn === null ? undefined : { certifiedOn, validUntil: row.dueOn as string | null, conclusion }
  const instrument = {
    standing: row.standing as Standing,
    standingSince: row.standingSince as string | null,
    category: row.category as string | null,
    mandatory: row.mandatory as boolean | null,
    cycleMonths: row.cycleMonths as number | null,
  }
  return stateOn(instrument, last, today())
}

export function instrumentStatus(row: Shown): Status {
  const state = stateOf(row)
  const text = stateNames[state]
  const left = row.dueOn ? daysBetween(today(), String(row.dueOn)) : undefined
  if (state === 'overdue' && left !== undefined) return { ...looks[state], text: words.lateBy(text, -left) }
  if ((state === 'ready' || state === 'limited') && left !== undefined && left <= SOON)
    return { icon: 'clock', tone: 'warning', text: words.daysLeft(text, left) }
  return { ...looks[state], text }
}

export function certificateStatus(row: Shown): Status {
  if (row.retiredOn) return { text: words.certificate.voided, icon: 'minus-circle', tone: 'muted' }
  if (row.conclusion === 'fail') return { text: '不合格', icon: 'close-circle', tone: 'error' }
  if (row.conclusion === 'limited') return { text: '限用', icon: 'half-ring', tone: 'warning' }
  return { text: '合格', icon: 'check-circle', tone: 'success' }
}
