import type { Status } from '#ui/statuses.ts'
import type { VetoRow } from '../contract.ts'
import { actWords, stateWords } from '../domain.ts'

const looks = {
  'in-force': { icon: 'stop', tone: 'error' },
  checked: { icon: 'half-ring', tone: 'warning' },
  lifted: { icon: 'check-circle', tone: 'success' },
  overridden: { icon: 'warning', tone: 'error' },
} as const

export function vetoStatus(state: VetoRow['state']): Status {
  return { text: stateWords[state], ...looks[state] }
}

export function stoppedActs(acts: VetoRow['acts']): string {
  return acts.map((act) => actWords[act]).join('、')
}

/** Minutes from raising to the end, or until now. */
export function minutesOf({ raisedAt, endedAt }: Pick<VetoRow, 'raisedAt' | 'endedAt'>): number {
  return ((endedAt ? Date.parse(endedAt) : Date.now()) - Date.parse(raisedAt)) / 60_000
}
