import type { Tx } from '#platform/database/transaction.ts'
import { frozenRows } from './compose.ts'
import { type PlanRow, totalOf } from './domain.ts'
import { findVersions, inForce, type PlanRecord } from './store.ts'

/** The accepted version of a unit's plan of a year: its lines and names as they were handed in. */
export type AcceptedPlan = {
  readonly id: string
  readonly no: number
  readonly year: number
  readonly years: number
  readonly asOfOn: string
  readonly digest: string
  readonly preparedBy: string
  readonly reviewedBy: string
  readonly rows: readonly PlanRow[]
  readonly total: ReturnType<typeof totalOf>
}

/** The accepted plan in force of a unit and year; undefined while there is none. */
export async function acceptedPlan(tx: Tx, unitId: string, year: number): Promise<AcceptedPlan | undefined> {
  const plan = inForce(await findVersions(tx, [unitId], year)).get(unitId)
  if (!plan) return undefined
  return presented(plan, (await frozenRows(tx, [plan])).get(plan.id) ?? [])
}

function presented(plan: PlanRecord, rows: readonly PlanRow[]): AcceptedPlan {
  return {
    id: plan.id,
    no: plan.no,
    year: plan.year,
    years: plan.years,
    asOfOn: plan.as_of_on ?? '',
    digest: plan.digest ?? '',
    preparedBy: plan.prepared_by,
    reviewedBy: plan.reviewed_by,
    rows,
    total: totalOf(rows, plan.years),
  }
}
