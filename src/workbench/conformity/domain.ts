import type { CivilDate } from '#platform/values/civil-date.ts'
import type { ClauseStanding, ClauseState, ClauseWord, NeedState, Totals } from './contract.ts'

/** A word that counts on this day. */
export function counts(word: ClauseWord | null, today: CivilDate): boolean {
  if (!word || word.kind === 'withdrawn') return false
  return word.validUntil === null || word.validUntil >= today
}

export function totalsOf(clauses: readonly Pick<ClauseStanding, 'state' | 'stated'>[]): Totals {
  const count = (state: ClauseState) => clauses.filter((each) => each.state === state).length
  return {
    total: clauses.length - count('not-applicable'),
    proved: count('proved'),
    partly: count('partly'),
    none: count('none'),
    notApplicable: count('not-applicable'),
    stated: clauses.filter(({ state, stated }) => state === 'proved' && stated).length,
  }
}

/** What is still missing: not what only adds weight. */
export function gapsOf({ state, needs }: Pick<ClauseStanding, 'state' | 'needs'>): NeedState[] {
  if (state === 'proved' || state === 'not-applicable') return []
  return needs.filter(({ met, supports }) => !supports && (met === 'no' || met === 'unkept'))
}
