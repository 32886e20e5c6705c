import { type Selectable, sql } from 'kysely'
import type { CultivationPlans } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { notFound } from '#platform/operation.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import type { PlanDefect, PlanEvent, PlanHead } from './contract.ts'
import type { PlanStatus } from './domain.ts'

export type PlanRecord = Omit<Selectable<CultivationPlans>, 'status'> & {
  status: PlanStatus
  unit_name: string
  level: string
  /** To whom it was handed; of a draft to whom it would be. */
  handed_to: string | null
  handed_to_name: string | null
}

function records(where: ReturnType<typeof sql>) {
  return sql<PlanRecord>`
    select p.*, u.name as unit_name, u.level, h.id as handed_to, h.name as handed_to_name
      from cultivation_plans p join org_units u on u.id = p.unit_id
      left join org_units h on h.id = coalesce(p.parent_id, u.parent_id)
     where ${where} order by p.unit_id, p.year desc, p.no desc`
}

/** One version as far as the asker may see it. @throws notFound */
export async function getPlan(tx: Tx, of: { unitId: string; planId: string }): Promise<PlanRecord> {
  const { rows } = await records(sql`p.unit_id = ${of.unitId} and p.id = ${of.planId}`).execute(tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}

/** All versions of a year that the asker may see, newest first; of several units, unit by unit. */
export async function findVersions(tx: Tx, unitIds: readonly string[], year: number): Promise<PlanRecord[]> {
  const { rows } = await records(sql`p.unit_id = any(${[...unitIds]}::uuid[]) and p.year = ${year}`).execute(
    tx,
  )
  return rows
}

/** Every handed-in version of a unit and those below it, in the order in which they were handed in. */
export async function findHandedIn(tx: Tx, unitId: string): Promise<PlanRecord[]> {
  const { rows } = await records(sql`p.submitted_at is not null and p.unit_id in (
    select s.unit_id from unit_scope s where s.viewer_id = ${unitId} and s.covers = 'all')`).execute(tx)
  return rows.sort((a, b) => Number(a.submitted_at) - Number(b.submitted_at))
}

/** The accepted version in force of each unit. */
export function inForce(versions: readonly PlanRecord[]): Map<string, PlanRecord> {
  const found = new Map<string, PlanRecord>()
  for (const plan of versions) {
    if (plan.status === 'accepted' && !found.has(plan.unit_id)) found.set(plan.unit_id, plan)
  }
  return found
}

/** Held until the transaction ends, so that of two who act the second sees what the first has done. */
export async function lockPlan(tx: Tx, of: { unitId: string; planId: string }): Promise<PlanRecord> {
  await sql`select 1 from cultivation_plans where unit_id = ${of.unitId} and id = ${of.planId} for update`.execute(
    tx,
  )
  return getPlan(tx, of)
}

/** One after the other begins a version of the unit's plan of a year. */
export async function lockYear(tx: Tx, unitId: string, year: number) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`plan ${unitId} ${year}`}, 0))`.execute(tx)
}

export async function insertPlan(
  tx: Tx,
  plan: { unitId: string; year: number; years: number; no: number; reason: string; by: string },
  from: PlanRecord | undefined,
): Promise<{ id: string; leftBehind: number }> {
  const id = newId()
  await sql`
    insert into cultivation_plans (unit_id, id, year, years, no, reason, created_by)
    values (${plan.unitId}, ${id}, ${plan.year}, ${plan.years}, ${plan.no}, ${plan.reason}, ${plan.by})`.execute(
    tx,
  )
  if (!from) return { id, leftBehind: 0 }
  const last = plan.year + plan.years - 1
  // A member that is out of sight by now cannot be carried on.
  const { rows } = await sql<{ n: number }>`
    with carried as (
    insert into cultivation_plan_members (unit_id, plan_id, enterprise_id, name, credit_code, year, note, added_at)
    select m.unit_id, ${id}, m.enterprise_id, m.name, m.credit_code, m.year, m.note, m.added_at
      from cultivation_plan_members m join enterprises e on e.id = m.enterprise_id
     where m.unit_id = ${from.unit_id} and m.plan_id = ${from.id} and m.year <= ${last} returning 1)
    select (select count(*) from cultivation_plan_members m where m.unit_id = ${from.unit_id} and m.plan_id = ${from.id})::int
           - (select count(*) from carried)::int as n`.execute(tx)
  await sql`
    insert into cultivation_plan_supplements (unit_id, plan_id, year, count, reason)
    select unit_id, ${id}, year, count, reason from cultivation_plan_supplements
     where unit_id = ${from.unit_id} and plan_id = ${from.id} and year <= ${last}`.execute(tx)
  return { id, leftBehind: rows[0]?.n ?? 0 }
}

export type PlanChange = Partial<{
  status: PlanStatus
  parent_id: string | null
  explanation: string
  warnings: unknown
  prepared_by: string
  reviewed_by: string
  as_of_on: string
  known_at: Date
  pack: unknown
  basis: unknown
  due_on: string | null
  digest: string
  submitted_at: Date
  decided_at: Date
  decided_by: string
  defects: readonly PlanDefect[]
}>

const json = ['warnings', 'pack', 'basis', 'defects']

/** Writes a version and counts it up; answers the new one. */
export async function changePlan(tx: Tx, plan: PlanRecord, to: PlanChange = {}): Promise<number> {
  const version = plan.version + 1
  const values = Object.fromEntries(
    Object.entries(to).map(([key, value]) => [key, json.includes(key) ? JSON.stringify(value) : value]),
  )
  await tx
    .updateTable('cultivation_plans')
    .set({ ...values, version })
    .where('unit_id', '=', plan.unit_id)
    .where('id', '=', plan.id)
    .execute()
  return version
}

export async function appendEvent(
  tx: Tx,
  plan: Pick<PlanRecord, 'unit_id' | 'id'>,
  event: {
    kind: PlanEvent['kind']
    note?: string
    byUnitId: string
    accountId: string | null
    name: string
    at: Date
  },
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('cultivation_plan_events')
    .values({
      unit_id: plan.unit_id,
      id,
      plan_id: plan.id,
      kind: event.kind,
      note: event.note ?? '',
      recorded_at: event.at,
      by_unit_id: event.byUnitId,
      account_id: event.accountId,
      account_name: event.name,
    })
    .execute()
  return id
}

export async function findEvents(tx: Tx, plan: PlanRecord): Promise<PlanEvent[]> {
  const { rows } = await sql<Omit<PlanEvent, 'at'> & { at: Date }>`
    select v.id, v.kind, v.note, v.recorded_at as at, u.name as "unitName", v.account_name as by
      from cultivation_plan_events v join org_units u on u.id = v.by_unit_id
     where v.unit_id = ${plan.unit_id} and v.plan_id = ${plan.id} order by v.id`.execute(tx)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Other units that remarked on a version: whom an answer is for. */
export async function unitsThatRemarked(tx: Tx, plan: PlanRecord): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct v.by_unit_id as id from cultivation_plan_events v
     where v.unit_id = ${plan.unit_id} and v.plan_id = ${plan.id} and v.kind = 'commented' and v.by_unit_id <> ${plan.unit_id}`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

export async function findSupplements(tx: Tx, plan: Pick<PlanRecord, 'unit_id' | 'id'>) {
  return tx
    .selectFrom('cultivation_plan_supplements')
    .select(['year', 'count', 'reason'])
    .where('unit_id', '=', plan.unit_id)
    .where('plan_id', '=', plan.id)
    .orderBy('year')
    .execute()
}

export async function putSupplement(
  tx: Tx,
  plan: PlanRecord,
  { year, count, reason }: { year: number; count: number; reason: string },
) {
  if (count === 0) {
    await tx
      .deleteFrom('cultivation_plan_supplements')
      .where('unit_id', '=', plan.unit_id)
      .where('plan_id', '=', plan.id)
      .where('year', '=', year)
      .execute()
    return
  }
  await tx
    .insertInto('cultivation_plan_supplements')
    .values({ unit_id: plan.unit_id, plan_id: plan.id, year, count, reason })
    .onConflict((conflict) => conflict.columns(['unit_id', 'plan_id', 'year']).doUpdateSet({ count, reason }))
    .execute()
}

/** Units directly below one that make plans, in force on a day. */
export async function findUnitsBelow(tx: Tx, unitId: string, today: string) {
  const { rows } = await sql<{ id: string; name: string; level: PlanUnit['level']; below: number }>`
    select u.id, u.name, u.level,
           (select count(*)::int from org_units b where b.parent_id = u.id and b.line = 'market-regulation'
               and b.valid_from <= ${today}::date and (b.valid_to is null or b.valid_to >= ${today}::date)) as below
      from org_units u
     where u.parent_id = ${unitId} and u.line = 'market-regulation'
       and u.valid_from <= ${today}::date and (u.valid_to is null or u.valid_to >= ${today}::date)
     order by u.kind, u.numbering_code`.execute(tx)
  return rows
}

/** Units whose enterprises an industry bureau sees. */
export async function findServedUnits(tx: Tx, unitId: string, today: string) {
  const { rows } = await sql<{ id: string; name: string; level: PlanUnit['level']; below: number }>`
    select u.id, u.name, u.level, 0 as below
      from org_units u join unit_scope s on s.unit_id = u.id and s.viewer_id = ${unitId}
     where u.line = 'market-regulation' and u.level = 'county'
       and u.valid_from <= ${today}::date and (u.valid_to is null or u.valid_to >= ${today}::date)
     order by u.kind, u.numbering_code`.execute(tx)
  return rows
}

export type PlanUnit = {
  id: string
  name: string
  level: 'nation' | 'province' | 'city' | 'county'
  line: 'market-regulation' | 'industry'
  parentId: string | null
}

/** @throws notFound */
export async function getPlanUnit(tx: Tx, unitId: string): Promise<PlanUnit> {
  const row = await tx
    .selectFrom('org_units')
    .select(['id', 'name', 'level', 'line', 'parent_id'])
    .where('id', '=', unitId)
    .executeTakeFirst()
  if (!row) throw notFound()
  const { parent_id: parentId, ...unit } = row
  return { ...(unit as Omit<PlanUnit, 'parentId'>), parentId }
}

/** What waits for the unit: handed to it, and its own latest that came back. */
export async function countWaiting(tx: Tx, unitId: string) {
  const { rows } = await sql<{ toDecide: number; returned: number }>`
    select (select count(*)::int from cultivation_plans p where p.parent_id = ${unitId} and p.status = 'submitted') as "toDecide",
           (select count(*)::int from cultivation_plans p where p.unit_id = ${unitId} and p.status = 'returned'
               and not exists (select 1 from cultivation_plans l
                                where l.unit_id = p.unit_id and l.year = p.year and l.no > p.no and l.status <> 'discarded')) as returned`.execute(
    tx,
  )
  return rows[0] ?? { toDecide: 0, returned: 0 }
}

/** When the plan of a year was first handed in and not taken back. */
export function firstHandedIn(versions: readonly PlanRecord[]): string | null {
  const days = versions.flatMap(({ submitted_at, status }) =>
    submitted_at && status !== 'withdrawn' ? [civilDateOf(submitted_at)] : [],
  )
  return days.sort()[0] ?? null
}

export function headOf(plan: PlanRecord): PlanHead {
  return {
    id: plan.id,
    unitId: plan.unit_id,
    unitName: plan.unit_name,
    version: plan.version,
    year: plan.year,
    years: plan.years,
    no: plan.no,
    status: plan.status,
    reason: plan.reason,
    submittedAt: plan.submitted_at?.toISOString() ?? null,
    decidedAt: plan.decided_at?.toISOString() ?? null,
    late: plan.submitted_at !== null && plan.due_on !== null && civilDateOf(plan.submitted_at) > plan.due_on,
  }
}

/** One plan of a batch: what it wrote can be taken back alone. */
export async function startItem(tx: Tx) {
  await sql`savepoint item`.execute(tx)
}

export async function undoItem(tx: Tx) {
  await sql`rollback to savepoint item`.execute(tx)
}
