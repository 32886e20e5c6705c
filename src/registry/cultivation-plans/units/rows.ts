import type { Tx } from '#platform/database/transaction.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { frozenRows } from '../compose.ts'
import { forecastOf, totalOf } from '../domain.ts'
import { isLateState, planDuesOf } from '../dues.ts'
import { type PlanCompletion, planCompletion } from '../figures.ts'
import {
  findServedUnits,
  findUnitsBelow,
  findVersions,
  firstHandedIn,
  headOf,
  inForce,
  type PlanRecord,
  type PlanUnit,
} from '../store.ts'
import type { PlanProgress, PlanUnitRow } from './contract.ts'

/** How the plans of the units under one stand: one row each, in the order of the tree. */
export async function unitRows(
  tx: Tx,
  unit: PlanUnit,
  year: number,
  { today, viewerId }: { today: string; viewerId: string },
): Promise<PlanUnitRow[]> {
  const below =
    unit.line === 'industry'
      ? await findServedUnits(tx, unit.id, today)
      : await findUnitsBelow(tx, unit.id, today)
  const ids = below.map(({ id }) => id)
  const [versions, completions] = await Promise.all([
    findVersions(tx, ids, year),
    planCompletion(tx, ids, year, { on: today }),
  ])
  const dues = await planDuesOf(tx, below, versions, year, today)
  const handedIn = versions.filter(({ submitted_at }) => submitted_at !== null)
  const accepted = inForce(versions)
  const shown = unit.line === 'industry' ? versions.filter(({ status }) => status !== 'discarded') : handedIn
  const latest = new Map([...shown].reverse().map((plan) => [plan.unit_id, plan]))
  const lines = await frozenRows(tx, [...latest.values()])
  return below.map((each) => {
    const plan = latest.get(each.id)
    const due = dues.get(each.id)
    const submittedOn = firstHandedIn(handedIn.filter(({ unit_id }) => unit_id === each.id))
    const total = plan?.submitted_at ? totalOf(lines.get(plan.id) ?? [], plan.years) : undefined
    return {
      unitId: each.id,
      name: each.name,
      level: each.level,
      below: each.below,
      state: stateOf(plan),
      plan: plan ? headOf(plan) : null,
      inForceId: accepted.get(each.id)?.id ?? null,
      due: due ?? null,
      submittedOn,
      late: isLateState(due),
      aboveScale: total?.aboveScale ?? null,
      filed: total?.filed ?? null,
      planned: total?.planned ?? [],
      progress: progressOf(
        completions.find(({ unitId }) => unitId === each.id),
        year,
        today,
      ),
      mayDecide: plan?.status === 'submitted' && plan.parent_id === viewerId,
    }
  })
}

function stateOf(plan: PlanRecord | undefined): PlanUnitRow['state'] {
  return plan && plan.status !== 'discarded' ? plan.status : 'none'
}

export function progressOf(
  completion: PlanCompletion | undefined,
  year: number,
  today: string,
): PlanProgress {
  if (!completion || completion.plans === 0) {
    return { plans: 0, planned: 0, unnamed: 0, done: 0, outside: 0, forecast: null }
  }
  const { plans, planned, unnamed, done, outside } = completion
  return { plans, planned, unnamed, done, outside, forecast: forecastOf(completion, year, today) }
}

/** The sum of rows; a forecast only where every row with a plan has one. */
export function totalProgress(rows: readonly PlanProgress[]): PlanProgress {
  const sum = (key: 'plans' | 'planned' | 'unnamed' | 'done' | 'outside') =>
    rows.reduce((all, row) => all + row[key], 0)
  const planning = rows.filter(({ plans }) => plans > 0)
  const isKnown = planning.length > 0 && planning.every(({ forecast }) => forecast !== null)
  return {
    plans: sum('plans'),
    planned: sum('planned'),
    unnamed: sum('unnamed'),
    done: sum('done'),
    outside: sum('outside'),
    forecast: isKnown ? planning.reduce((all, { forecast }) => all + (forecast ?? 0), 0) : null,
  }
}

/** The year that a screen opens with. */
export function yearOr(year: number | undefined, now: Date): number {
  return year ?? Number(civilDateOf(now).slice(0, 4))
}
