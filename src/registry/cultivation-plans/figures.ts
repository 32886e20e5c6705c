import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { rosterVersionsFor } from '#registry/rosters/index.ts'
import type { PlanBasis } from './contract.ts'
import type { At } from './members-store.ts'

/** 规上企业数 and 已完成备案数 of each unit for itself; `aboveScale` null where no list covers it. */
export async function figuresOf(tx: Tx, unitIds: readonly string[], at: At) {
  const { rows } = await sql<{ unitId: string; aboveScale: number | null; filed: number }>`
    select unit_id as "unitId", above_scale as "aboveScale", filed
      from plan_figures(${[...unitIds]}::uuid[], ${at.on}::date, ${at.known})`.execute(tx)
  return new Map(rows.map((row) => [row.unitId, row]))
}

/** The signed lists that a unit's 规上企业数 rests on, and whether they are old. */
export async function basisOf(
  tx: Tx,
  unitId: string,
  at: At,
): Promise<{ basis: PlanBasis[]; isOld: boolean }> {
  const [found] = await rosterVersionsFor(tx, [unitId], 'above-scale', at.on, at.known ?? new Date())
  const basis = (found?.versions ?? []).map((version) => ({
    unitId,
    rosterId: version.rosterId,
    name: version.rosterName,
    signedBy: version.keeperName,
    no: version.no,
    effectiveOn: version.effectiveOn,
    members: version.members,
    pending: version.pending,
    digest: version.membersDigest,
  }))
  return { basis, isOld: found?.state === 'old' }
}

/** Plan and actual of a civil year (K8 培育计划完成率 = done / planned), of a unit with everything below it. */
export type PlanCompletion = {
  readonly unitId: string
  /** Accepted plans that hold a number for the year. */
  readonly plans: number
  readonly planned: number
  readonly unnamed: number
  /** Planned for the year and filed on the day, at the latest on 31 December of the year. */
  readonly done: number
  /** 规上企业 first filed in the year after the plan was handed in and not planned for it. */
  readonly outside: number
  /** The earliest day of the plans' figures. */
  readonly asOfOn: string | null
}

/** K8 of each unit with everything below it on a civil day. */
export async function planCompletion(
  tx: Tx,
  unitIds: readonly string[],
  year: number,
  { on }: { readonly on: string },
): Promise<PlanCompletion[]> {
  const { rows } = await sql<PlanCompletion>`
    select unit_id as "unitId", plans, planned, unnamed, done, outside, as_of_on as "asOfOn"
      from plan_completion(${[...unitIds]}::uuid[], ${year}, ${on}::date)`.execute(tx)
  return rows
}

/**
 * K8 for a table of coverage: of each row the sum over its units, in the calendar year of the day. A row without an accepted plan is
 * left out: unknown.
 */
export async function completionByRow(
  tx: Tx,
  rows: readonly { readonly id: string; readonly units: readonly string[] }[],
  { on, knownAt }: { readonly on: string; readonly knownAt: Date | null },
): Promise<Map<string, { numerator: number; denominator: number }>> {
  const units = [...new Set(rows.flatMap((row) => row.units))]
  const found = await sql<{ unitId: string; planned: number; done: number }>`
    select unit_id as "unitId", planned, done
      from plan_completion_of(${units}::uuid[], ${Number(on.slice(0, 4))}, ${on}::date, ${knownAt})`.execute(
    tx,
  )
  const byUnit = new Map(found.rows.map((row) => [row.unitId, row]))
  const sums = rows.flatMap(({ id, units: of }) => {
    const plans = of.flatMap((unitId) => byUnit.get(unitId) ?? [])
    if (plans.length === 0) return []
    const sum = (key: 'planned' | 'done') => plans.reduce((all, plan) => all + plan[key], 0)
    return [[id, { numerator: sum('done'), denominator: sum('planned') }] as const]
  })
  return new Map(sums)
}
