import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { PlanBasis } from './contract.ts'
import { type PlanRow, placeOf } from './domain.ts'
import { basisOf, figuresOf } from './figures.ts'
import { type At, countMembers, memberKeys } from './members-store.ts'
import { findSupplements, findUnitsBelow, findVersions, inForce, type PlanRecord } from './store.ts'

export type Composed = {
  readonly rows: PlanRow[]
  /** Units below without an accepted plan. */
  readonly missing: string[]
  readonly filedNow: number
  readonly left: number
  readonly isListOld: boolean
  readonly basis: PlanBasis[]
}

/** The lines of a version on a day: what was accepted of the units below, and the unit's own. */
export async function composeRows(tx: Tx, plan: PlanRecord, at: At): Promise<Composed> {
  const [below, { basis, isOld }] = await Promise.all([
    findUnitsBelow(tx, plan.unit_id, at.on),
    basisOf(tx, plan.unit_id, at),
  ])
  const { row: own, counts } = await composeOwn(tx, plan, at, below.length > 0)
  const accepted = inForce(
    await findVersions(
      tx,
      below.map(({ id }) => id),
      plan.year,
    ),
  )
  const taken = below.flatMap(({ id }) => accepted.get(id) ?? [])
  const lines = await frozenRows(tx, taken)
  const rows = taken.flatMap((source) =>
    (lines.get(source.id) ?? []).map((row) => ({
      ...row,
      viaUnitId: source.unit_id,
      sourcePlanId: source.id,
      sourceNo: source.no,
      planned: fitted(row.planned, plan.years),
      unnamed: fitted(row.unnamed, plan.years),
    })),
  )
  return {
    rows: own ? [...rows, own] : rows,
    missing: below.filter(({ id }) => !accepted.has(id)).map(({ name }) => placeOf(name)),
    filedNow: counts.reduce((sum, { filed }) => sum + filed, 0),
    left: counts.reduce((sum, { named, planned, filed }) => sum + named - planned - filed, 0),
    isListOld: isOld,
    basis: [...basis, ...taken.flatMap((source) => source.basis as unknown as PlanBasis[])],
  }
}

/** The unit's own line on a day, as known at an instant. */
export async function composeOwn(tx: Tx, plan: PlanRecord, at: At, isOverOthers: boolean) {
  const [figures, counts, supplements] = await Promise.all([
    figuresOf(tx, [plan.unit_id], at),
    countMembers(tx, plan, at),
    findSupplements(tx, plan),
  ])
  const own = figures.get(plan.unit_id)
  return { row: ownRow(plan, at, own, counts, supplements, isOverOthers), counts }
}

/** A unit over others has a line of its own only where it has enterprises of its own. */
function ownRow(
  plan: PlanRecord,
  at: At,
  figures: { aboveScale: number | null; filed: number } | undefined,
  counts: Awaited<ReturnType<typeof countMembers>>,
  supplements: Awaited<ReturnType<typeof findSupplements>>,
  isOverOthers: boolean,
): PlanRow | undefined {
  if (isOverOthers && counts.length === 0 && supplements.length === 0 && !figures?.aboveScale)
    return undefined
  const years = Array.from({ length: plan.years }, (_, index) => plan.year + index)
  const unnamed = years.map((year) => supplements.find((each) => each.year === year)?.count ?? 0)
  const named = years.map((year) => counts.find((each) => each.year === year)?.named ?? 0)
  const open = counts.reduce((sum, { planned }) => sum + planned, 0)
  return {
    unitId: plan.unit_id,
    place: isOverOthers ? `${placeOf(plan.unit_name)}本级` : placeOf(plan.unit_name),
    viaUnitId: plan.unit_id,
    sourcePlanId: null,
    sourceNo: null,
    asOfOn: at.on,
    aboveScale: figures?.aboveScale ?? null,
    filed: figures?.filed ?? 0,
    planned: years.map((_, index) => (named[index] ?? 0) + (unnamed[index] ?? 0)),
    unnamed,
    remaining: open + unnamed.reduce((sum, each) => sum + each, 0),
  }
}

const fitted = (counts: readonly number[], years: number) =>
  Array.from({ length: years }, (_, index) => counts[index] ?? 0)

/** Lines as they were handed in, by version. */
export async function frozenRows(
  tx: Tx,
  plans: readonly Pick<PlanRecord, 'unit_id' | 'id'>[],
): Promise<Map<string, PlanRow[]>> {
  if (plans.length === 0) return new Map()
  const { rows } = await sql<PlanRow & { planId: string }>`
    select r.plan_id as "planId", r.row_unit_id as "unitId", r.via_unit_id as "viaUnitId",
           r.source_plan_id as "sourcePlanId", r.source_no as "sourceNo", r.as_of_on as "asOfOn", r.above_scale as "aboveScale",
           r.filed, r.planned, r.unnamed, r.remaining, r.place
      from cultivation_plan_rows r
     where r.unit_id = any(${plans.map(({ unit_id }) => unit_id)}::uuid[])
       and r.plan_id = any(${plans.map(({ id }) => id)}::uuid[])
     order by r.plan_id, r.position`.execute(tx)
  return Map.groupBy(rows, ({ planId }) => planId)
}

export async function freezeRows(tx: Tx, plan: PlanRecord, rows: readonly PlanRow[]) {
  const values = rows.map((row, position) => ({ ...row, position }))
  await sql`
    insert into cultivation_plan_rows (unit_id, plan_id, position, row_unit_id, via_unit_id, source_plan_id, source_no,
           as_of_on, place, above_scale, filed, planned, unnamed, remaining)
    select ${plan.unit_id}::uuid, ${plan.id}::uuid, v.position, v."unitId", v."viaUnitId", v."sourcePlanId", v."sourceNo",
           v."asOfOn", v.place, v."aboveScale", v.filed, v.planned, v.unnamed, v.remaining
      from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v(position int, "unitId" uuid, "viaUnitId" uuid,
           "sourcePlanId" uuid, "sourceNo" int, "asOfOn" date, place text, "aboveScale" int, filed int, planned int[],
           unnamed int[], remaining int)`.execute(tx)
}

/** SHA-256 (hex) over lines and names, each in its order: what a version was when it was handed in. */
export async function digestOf(tx: Tx, plan: PlanRecord, rows: readonly PlanRow[]): Promise<string> {
  const lines = rows.map((row) =>
    [
      row.unitId,
      row.sourcePlanId,
      row.asOfOn,
      row.aboveScale,
      row.filed,
      row.planned,
      row.unnamed,
      row.remaining,
    ].join('|'),
  )
  const names = await memberKeys(tx, plan)
  return createHash('sha256')
    .update([`${plan.unit_id} ${plan.year} ${plan.years}`, ...lines, ...names].join('\n'))
    .digest('hex')
}
