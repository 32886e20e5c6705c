import type { Tx } from '#platform/database/transaction.ts'
import { addDays, type CivilDate, civilDateOf, daysInMonth } from '#platform/values/civil-date.ts'
import { type PackFinder, packFinder } from '#registry/rules/index.ts'
import type { Duty, MarkedKind } from './contract.ts'
import { firstDone, onTimeOf, standingOf } from './domain.ts'
import { type DutyPeriod, daysOfPeriod, fulfils } from './duty-period.ts'
import { type Obligation, obligationsOf, type PackStretch } from './obligations.ts'
import {
  type DutySettings,
  defaultSettings,
  findDutyUnits,
  findMarks,
  findRules,
  findRulings,
  findSettings,
  insertMark,
  type MarkRow,
  markOfKind,
  type UnitRow,
} from './store.ts'

/**
 * Says that a unit has handed in what a duty asks for, in the transaction of the deed. `period` names what it is about:
 * `2026`, `2026-H1`, `2026-Q3`, `2026-07`, or a day within. Harmless when nothing is owed, or when said twice: the first
 * time counts.
 */
export async function markDuty(
  tx: Tx,
  unitId: string,
  kind: MarkedKind,
  period: DutyPeriod,
  at: Date,
): Promise<void> {
  if (!daysOfPeriod(period)) throw new Error(`no period of a duty: ${period}`)
  const doneOn = civilDateOf(at)
  await insertMark(tx, {
    unitId,
    dutyId: markOfKind(kind),
    period,
    done: true,
    doneOn,
    source: 'system',
    note: '',
  })
}

export type AsOf = {
  /** The day of the states; default today. */
  readonly on?: CivilDate
  /** Only what was recorded up to this instant. */
  readonly knownAt?: Date
}

/** The duties of units in a calendar year with their states, e.g. for K9 按时报送率 (`onTimeOf`). Sees as far as the asker. */
export async function dutyStates(
  tx: Tx,
  unitIds: readonly string[],
  year: number,
  { on = civilDateOf(new Date()), knownAt }: AsOf = {},
): Promise<Duty[]> {
  const known = knownAt ?? null
  const [units, rules, settings, marks, rulings, packs] = await Promise.all([
    findDutyUnits(tx, unitIds),
    findRules(tx, unitIds, known),
    findSettings(tx, unitIds),
    findMarks(tx, unitIds, { on, knownAt: known }),
    findRulings(tx, unitIds, known),
    packFinder(tx, unitIds),
  ])
  const found: Duty[] = []
  for (const unit of units) {
    const set = settings.get(unit.id) ?? defaultSettings
    const stretches = await stretchesOf(packs, unit.id, year)
    const owed = obligationsOf(unit, year, stretches, rules.get(unit.id) ?? [], set.reportDays)
    for (const obligation of owed.filter((each) => wasThere(unit, each))) {
      const ruling = rulings.get(`${unit.id} ${obligation.key} ${obligation.period}`)
      const of = marksOf(obligation, marks.get(unit.id) ?? [])
      found.push(present(unit, obligation, set, { marks: of, ruling, today: on }))
    }
  }
  return found
}

/** K9 for rows of units summed up: duties done in time over duties due, from the year's first day to the day asked for. */
export async function onTimeByRow(
  tx: Tx,
  rows: readonly { readonly id: string; readonly units: readonly string[] }[],
  { on, knownAt }: { readonly on: CivilDate; readonly knownAt: Date | null },
): Promise<Map<string, { numerator: number; denominator: number }>> {
  const units = [...new Set(rows.flatMap((row) => row.units))]
  const states = await dutyStates(tx, units, Number(on.slice(0, 4)), { on, ...(knownAt && { knownAt }) })
  const byUnit = Map.groupBy(states, ({ unitId }) => unitId)
  const sums = rows.map(({ id, units: of }) => {
    const { onTime, due } = onTimeOf(of.flatMap((unitId) => byUnit.get(unitId) ?? []))
    return [id, { numerator: onTime, denominator: due }] as const
  })
  return new Map(sums)
}

/** A unit owes what falls due while it is there. */
function wasThere({ validTo }: UnitRow, { due }: Obligation): boolean {
  return validTo === null || due === null || due <= validTo
}

/** The packs that govern a unit in a year: asked at the ends of the months, and on the first day. */
async function stretchesOf(packs: PackFinder, unitId: string, year: number): Promise<PackStretch[]> {
  const days = [`${year - 1}-12-31`]
  for (let month = 1; month <= 12; month += 1) {
    days.push(`${year}-${String(month).padStart(2, '0')}-${daysInMonth(year, month)}`)
  }
  const found: PackStretch[] = []
  let from = `${year - 1}-12-01`
  for (const day of days) {
    const loaded = await packs(unitId, day)
    const last = found.at(-1)
    if (loaded) {
      if (last?.loaded.hash === loaded.hash && addDays(last.to, 1) === from)
        found.splice(-1, 1, { ...last, to: day })
      else found.push({ loaded, from, to: day })
    }
    from = addDays(day, 1)
  }
  return found
}

function marksOf({ key, kind, period }: Obligation, marks: readonly MarkRow[]): MarkRow[] {
  const seen = kind === 'other' ? undefined : markOfKind(kind)
  return marks.filter(
    (mark) =>
      (mark.dutyId === key && mark.period === period) ||
      (mark.dutyId === seen && fulfils(mark.period, period)),
  )
}

type Known = Pick<Parameters<typeof standingOf>[0], 'ruling' | 'today'> & {
  readonly marks: readonly MarkRow[]
}

function present(
  unit: UnitRow,
  obligation: Obligation,
  set: DutySettings,
  { marks, ruling, today }: Known,
): Duty {
  const { key, kind, period, title, dueText, counts, basis } = obligation
  const fromPack = basis.pack !== null
  const trackedFrom = fromPack ? (set.trackedFrom ?? unit.recordedOn) : null
  const nearDays = Math.max(1, ...set.remindBefore)
  const standing = standingOf({ due: obligation.due, marks, ruling, trackedFrom, today, nearDays })
  const done = firstDone(marks)
  return {
    unitId: unit.id,
    unitName: unit.name,
    ...{ key, kind, period, title, dueText, counts, basis },
    ...standing,
    extendedFrom: standing.due === obligation.due ? null : obligation.due,
    doneBy: done?.source ?? null,
    doneNote: done?.note ?? '',
  }
}
