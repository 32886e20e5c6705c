import type { CivilDate } from '#platform/values/civil-date.ts'
import { workdaysBetween } from '#platform/values/period.ts'
import type { DutyState } from './contract.ts'

/** A record that a duty was done, or that such a record was wrong; later ones come later. */
export type Mark = { readonly done: boolean; readonly doneOn: CivilDate }

export type Ruling = {
  readonly kind: 'extend' | 'exempt' | 'revoke'
  readonly newDue: CivilDate | null
  readonly reason: string
}

export type Standing = {
  readonly state: DutyState
  /** With the extension, if any. */
  readonly due: CivilDate | null
  readonly doneOn: CivilDate | null
  /** 工作日 after the due day: of what is late, and of what was done late. */
  readonly lateWorkdays: number | null
  /** 工作日 that are left. */
  readonly workdaysLeft: number | null
  /** Why it is not owed, or why it is due later. */
  readonly reason: string | null
}

export type Judged = {
  readonly due: CivilDate | null
  /** Oldest first. */
  readonly marks: readonly Mark[]
  readonly ruling: Ruling | undefined
  readonly trackedFrom: CivilDate | null
  readonly today: CivilDate
  /** From this many 工作日 before the day on it is near. */
  readonly nearDays: number
}

const BEFORE_START = '在本单位启用本系统之前到期，不计入。'

/** The first record of being done since the last one that was taken back: what was handed in first counts. */
export function firstDone<M extends Mark>(marks: readonly M[]): M | undefined {
  return marks
    .slice(marks.findLastIndex(({ done }) => !done) + 1)
    .reduce<M | undefined>((first, mark) => (first && first.doneOn <= mark.doneOn ? first : mark), undefined)
}

/** The state of one duty on a day. */
export function standingOf({ due: written, marks, ruling, trackedFrom, today, nearDays }: Judged): Standing {
  const extended = ruling?.kind === 'extend'
  const due = extended ? ruling.newDue : written
  const done = firstDone(marks)
  const plain = { due, doneOn: done?.doneOn ?? null, lateWorkdays: null, workdaysLeft: null }
  const reason = extended ? ruling.reason : null
  if (ruling?.kind === 'exempt') return { ...plain, state: 'not-applicable', reason: ruling.reason }
  if (done) {
    const late = due !== null && done.doneOn > due
    return {
      ...plain,
      reason,
      state: late ? 'done-late' : 'done',
      lateWorkdays: late ? workdaysBetween(due, done.doneOn) : null,
    }
  }
  if (due !== null && trackedFrom !== null && due < trackedFrom && !extended) {
    return { ...plain, state: 'not-applicable', reason: BEFORE_START }
  }
  if (due === null) return { ...plain, reason, state: 'undated' }
  if (due < today) return { ...plain, reason, state: 'late', lateWorkdays: workdaysBetween(due, today) }
  const workdaysLeft = workdaysBetween(today, due)
  const state = due === today ? 'today' : workdaysLeft <= nearDays ? 'near' : 'upcoming'
  return { ...plain, reason, state, workdaysLeft }
}

/** K9 按时报送率 over duties that were due: those done in time, those due. What is not owed or has no day is left out. */
export function onTimeOf(states: readonly { readonly state: DutyState }[]): { onTime: number; due: number } {
  const count = (...wanted: DutyState[]) => states.filter(({ state }) => wanted.includes(state)).length
  return { onTime: count('done'), due: count('done', 'done-late', 'late') }
}
