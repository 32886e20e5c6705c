import type { Tx } from '#platform/database/transaction.ts'
import { workdaysBetween } from '#platform/values/period.ts'
import { dutyStates } from '#registry/duties/index.ts'
import type { PlanDue } from './contract.ts'
import { inferredDue } from './domain.ts'
import { writtenDueOf } from './rules-of.ts'
import { firstHandedIn, type PlanRecord } from './store.ts'

export type DueUnit = { readonly id: string; readonly level: string }

/**
 * When the plans of a year are due, unit by unit: the duty in the calendar of duties, extensions and all; where the year has
 * none but the document names a day of another year, the same day of this year, marked as inferred.
 */
export async function planDuesOf(
  tx: Tx,
  units: readonly DueUnit[],
  versions: readonly PlanRecord[],
  year: number,
  today: string,
): Promise<Map<string, PlanDue>> {
  if (units.length === 0) return new Map()
  const ids = units.map(({ id }) => id)
  const found = new Map<string, PlanDue>()
  for (const duty of await dutyStates(tx, ids, year, { on: today })) {
    if (duty.kind !== 'cultivation-plan' || duty.period !== String(year) || found.has(duty.unitId)) continue
    found.set(duty.unitId, {
      on: duty.due,
      inferredFrom: null,
      extendedFrom: duty.extendedFrom,
      title: duty.title,
      source: [duty.basis.docNo, duty.basis.clause].filter(Boolean).join(' ') || (duty.basis.setBy ?? ''),
      state: duty.state,
      workdaysLeft: duty.workdaysLeft,
      lateWorkdays: duty.lateWorkdays,
      reason: duty.reason,
    })
  }
  const others = units.filter(({ id }) => !found.has(id))
  const written = await Promise.all(others.map(({ id, level }) => writtenDueOf(tx, id, level, today)))
  for (const [index, { id }] of others.entries()) {
    const due = written[index]
    if (!due) continue
    const on = inferredDue(due, year)
    const submittedOn = firstHandedIn(versions.filter(({ unit_id }) => unit_id === id))
    const { title, source } = due
    const inferredFrom = due.on === on ? null : due.on
    found.set(id, {
      on,
      inferredFrom,
      extendedFrom: null,
      title,
      source,
      reason: null,
      ...stateOn(on, submittedOn, today),
    })
  }
  return found
}

const NEAR = 5

function stateOn(due: string, submittedOn: string | null, today: string) {
  const none = { workdaysLeft: null, lateWorkdays: null }
  if (submittedOn !== null) {
    const isLate = submittedOn > due
    return {
      ...none,
      state: isLate ? ('done-late' as const) : ('done' as const),
      lateWorkdays: isLate ? workdaysBetween(due, submittedOn) : null,
    }
  }
  if (today > due) return { ...none, state: 'late' as const, lateWorkdays: workdaysBetween(due, today) }
  const workdaysLeft = workdaysBetween(today, due)
  const state = today === due ? 'today' : workdaysLeft <= NEAR ? 'near' : 'upcoming'
  return { ...none, workdaysLeft, state: state as PlanDue['state'] }
}

export const isLateState = (due: PlanDue | undefined) => due?.state === 'late' || due?.state === 'done-late'

/** The day that counts for being late; null where the duty is not owed. */
export const owedOn = (due: PlanDue | undefined) =>
  due?.state === 'not-applicable' ? null : (due?.on ?? null)
