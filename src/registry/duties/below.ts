import type { Tx } from '#platform/database/transaction.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import type { Duty, DutyState, OnTime } from './contract.ts'
import { onTimeOf } from './domain.ts'
import { dutyStates } from './duty-states.ts'
import { findUnitsBelow } from './store.ts'

const order: readonly DutyState[] = [
  'late',
  'today',
  'near',
  'upcoming',
  'undated',
  'done-late',
  'done',
  'not-applicable',
]

/** Duties of all units below one, the longest overdue first. */
export async function dutiesBelow(tx: Tx, unitId: string, year: number, today: CivilDate): Promise<Duty[]> {
  const units = await findUnitsBelow(tx, unitId, today)
  const ids = units.map(({ id }) => id)
  const rows = await dutyStates(tx, ids, year, { on: today })
  const place = (duty: Duty) => order.indexOf(duty.state)
  // Units come in their order; sorting is stable.
  return rows.sort((a, b) => place(a) - place(b) || (a.due ?? '9999').localeCompare(b.due ?? '9999'))
}

/** K9 of each unit directly below. */
export async function onTimeBelow(tx: Tx, unitId: string, year: number, today: CivilDate): Promise<OnTime[]> {
  const units = await findUnitsBelow(tx, unitId, today)
  const states = await dutyStates(
    tx,
    units.map(({ id }) => id),
    year,
    { on: today },
  )
  const of = Map.groupBy(states, (duty) => duty.unitId)
  const within = (id: string): Duty[] => [
    ...(of.get(id) ?? []),
    ...units.filter(({ parentId }) => parentId === id).flatMap((unit) => within(unit.id)),
  ]
  return units
    .filter(({ parentId }) => parentId === unitId)
    .map(({ id, name }) => {
      const [own, all] = [of.get(id) ?? [], within(id)]
      const late = (duties: readonly Duty[], state: DutyState) =>
        duties.filter((each) => each.state === state).length
      return {
        unitId: id,
        unitName: name,
        ...onTimeOf(own),
        late: late(own, 'late'),
        doneLate: late(own, 'done-late'),
        within: { ...onTimeOf(all), late: late(all, 'late') },
      }
    })
}
