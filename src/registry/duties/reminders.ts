import type { CivilDate } from '#platform/values/civil-date.ts'
import { addWorkdays } from '#platform/values/period.ts'
import type { Duty } from './contract.ts'
import type { DutySettings } from './store.ts'
import { stateWords } from './words.ts'

/** One occasion to remind: so many 工作日 from the day (negative: before it), and when that is. */
export type Occasion = { readonly days: number; readonly on: CivilDate }

/** All occasions of a duty, in order. */
export function occasionsOf(due: CivilDate, { remindBefore, remindAfter }: DutySettings): Occasion[] {
  const before = [...remindBefore].sort((a, b) => b - a).map((days) => -days)
  const after = [...remindAfter].sort((a, b) => a - b)
  return [...before, 0, ...after].map((days) => ({ days, on: days === 0 ? due : addWorkdays(due, days) }))
}

/**
 * What is to be sent today: the latest occasion that has come and was not used, and those before it that it overtakes. After
 * days without a run a unit hears once how things stand, not of each day that passed.
 */
export function remindersDue(
  occasions: readonly Occasion[],
  used: ReadonlySet<number>,
  today: CivilDate,
): { send: Occasion; skip: readonly Occasion[] } | undefined {
  const come = occasions.filter(({ on }) => on <= today)
  const latest = come.at(-1)
  if (!latest || used.has(latest.days)) return undefined
  return { send: latest, skip: come.slice(0, -1).filter(({ days }) => !used.has(days)) }
}

/** Says what is due and when; no name of anybody. */
export function reminderOf(duty: Duty): { title: string; body: string } {
  const late = duty.state === 'late'
  const when = duty.due === null ? '' : `期限 ${duty.due}，`
  return {
    title: `${late ? '已逾期' : '期限提醒'}：${duty.title}`,
    body: `${when}${stateWords(duty)}。怎样算完成：${duty.counts}。`,
  }
}
