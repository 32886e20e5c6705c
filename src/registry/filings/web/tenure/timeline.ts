import type { GivenGap, Spell } from '#ui/spells.ts'
import type { Tenure } from '../../tenure/contract.ts'
import { tenureWords as words } from './tenure-words.ts'

type Stretch = Tenure['stretches'][number]

/** The stretches as the line draws them: times in office, light while not on file, and the gaps as they are counted. */
export function timelineOf(
  stretches: readonly Stretch[],
  today: string,
): { spells: Spell[]; gaps: GivenGap[] } {
  const spells = stretches
    .filter(({ appointmentId }) => appointmentId !== null)
    .map(({ from, to, state, personName, filingNo }): Spell => {
      const now = from <= today && (to === null || today <= to)
      return {
        key: from,
        who: personName ?? '',
        from,
        to,
        note: filingNo ?? words.states[state],
        current: now && state === 'filed',
        light: state === 'unfiled',
      }
    })
  const gaps = stretches
    .filter(({ appointmentId }) => appointmentId === null)
    .map(({ from, to, state }) => ({ from, to, expired: state === 'expired' }))
  return { spells, gaps }
}
