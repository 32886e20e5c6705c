import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import type { DutyKind, DutyLevel } from './contract.ts'
import type { Mark, Ruling } from './domain.ts'
import type { DutyPeriod, PeriodLength } from './duty-period.ts'
import type { DutyRule, DutyUnit } from './obligations.ts'
import { sampleSettings } from './samples.ts'

export type UnitRow = DutyUnit & {
  readonly name: string
  readonly parentId: string | null
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
  readonly recordedOn: CivilDate
}

/** The units with what their duties depend on. */
export async function findDutyUnits(tx: Tx, unitIds: readonly string[]): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`
    select u.id, u.name, u.level, u.line, u.functions, u.parent_id as "parentId", u.valid_from::text as "validFrom",
           u.valid_to::text as "validTo",
           coalesce((select min(v.recorded_at at time zone 'Asia/Shanghai')::date from org_unit_events v where v.unit_id = u.id),
                    u.valid_from)::text as "recordedOn"
      from org_units u where u.id = any(${[...unitIds]}::uuid[])
     order by array_position(array['nation','province','city','county'], u.level), u.line desc, u.kind, u.numbering_code`.execute(
    tx,
  )
  return rows
}

/** Duties set by the units above each of these, or by itself. */
export async function findRules(
  tx: Tx,
  unitIds: readonly string[],
  knownAt: Date | null,
): Promise<Map<string, DutyRule[]>> {
  const { rows } = await sql<DutyRule & { of_id: string; levels: DutyLevel[]; every: PeriodLength | null }>`
    select s.unit_id as of_id, r.id, r.unit_id as "unitId", o.name as "unitName", r.kind, r.title, r.counts, r.basis,
           r.first_due::text as "firstDue", r.every, r.until::text as until, r.roll, r.levels, r.unit_ids as "unitIds",
           r.ended_on::text as "endedOn"
      from duty_rules r join unit_scope s on s.viewer_id = r.unit_id and s.covers = 'all'
      join org_units o on o.id = r.unit_id
     where s.unit_id = any(${[...unitIds]}::uuid[])
       and (${knownAt}::timestamptz is null or r.created_at <= ${knownAt}) order by r.id`.execute(tx)
  return grouped(rows, ({ of_id }) => of_id)
}

export type DutySettings = {
  readonly remindBefore: readonly number[]
  readonly remindAfter: readonly number[]
  readonly reportDays: number
  readonly trackedFrom: CivilDate | null
  /** The unit that set them; null: 示例. */
  readonly setBy: string | null
}
export const defaultSettings: DutySettings = { ...sampleSettings, trackedFrom: null, setBy: null }

/** Working figures for each unit: of the nearest unit above, or its own. */
export async function findSettings(tx: Tx, unitIds: readonly string[]): Promise<Map<string, DutySettings>> {
  const { rows } = await sql<DutySettings & { of_id: string }>`
    select distinct on (s.unit_id) s.unit_id as of_id, d.remind_before as "remindBefore", d.remind_after as "remindAfter",
           d.report_days as "reportDays", d.tracked_from::text as "trackedFrom", o.name as "setBy"
      from duty_settings d join unit_scope s on s.viewer_id = d.unit_id and s.covers = 'all'
      join org_units o on o.id = d.unit_id
     where s.unit_id = any(${[...unitIds]}::uuid[])
     order by s.unit_id, array_position(array['county','city','province','nation'], o.level), d.unit_id = s.unit_id desc`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.of_id, row]))
}

export type MarkRow = Mark & {
  readonly unitId: string
  readonly dutyId: string
  readonly period: DutyPeriod
  readonly source: 'system' | 'unit' | 'upper'
  readonly note: string
}

/** Records of being done, oldest first, as known at an instant. */
export async function findMarks(
  tx: Tx,
  unitIds: readonly string[],
  { on, knownAt }: { on: CivilDate; knownAt: Date | null },
): Promise<Map<string, MarkRow[]>> {
  const { rows } = await sql<MarkRow>`
    select m.unit_id as "unitId", m.duty_id as "dutyId", m.period, m.done, m.done_on::text as "doneOn", m.source, m.note
      from duty_marks m
     where m.unit_id = any(${[...unitIds]}::uuid[]) and m.done_on <= ${on}::date
       and (${knownAt}::timestamptz is null or m.recorded_at <= ${knownAt}) order by m.recorded_at, m.id`.execute(
    tx,
  )
  return grouped(rows, ({ unitId }) => unitId)
}

/** The ruling that holds for each duty, by unit, key and period. */
export async function findRulings(
  tx: Tx,
  unitIds: readonly string[],
  knownAt: Date | null,
): Promise<Map<string, Ruling>> {
  const { rows } = await sql<Ruling & { at: string }>`
    select distinct on (r.unit_id, r.duty_id, r.period) r.unit_id || ' ' || r.duty_id || ' ' || r.period as at, r.kind,
           r.new_due::text as "newDue", r.reason
      from duty_rulings r
     where r.unit_id = any(${[...unitIds]}::uuid[]) and (${knownAt}::timestamptz is null or r.recorded_at <= ${knownAt})
     order by r.unit_id, r.duty_id, r.period, r.recorded_at desc, r.id desc`.execute(tx)
  return new Map(rows.map(({ at, ...ruling }) => [at, ruling]))
}

export type NewMark = Omit<MarkRow, 'unitId'> & { readonly unitId: string; readonly by?: string }

export async function insertMark(tx: Tx, mark: NewMark): Promise<void> {
  await tx
    .insertInto('duty_marks')
    .values({
      id: newId(),
      unit_id: mark.unitId,
      duty_id: mark.dutyId,
      period: mark.period,
      done: mark.done,
      done_on: mark.doneOn,
      source: mark.source,
      note: mark.note,
      recorded_name: mark.by ?? '',
    })
    .execute()
}

/** The id under which the system marks what it saw handed in. */
export const markOfKind = (kind: Exclude<DutyKind, 'other'>) => `kind:${kind}`

function grouped<T>(rows: readonly T[], of: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(of(row), [...(groups.get(of(row)) ?? []), row])
  return groups
}

/** Units below one in its line that are there on a day, in order of level and code. */
export async function findUnitsBelow(tx: Tx, unitId: string, on: CivilDate) {
  const { rows } = await sql<{ id: string; name: string; parentId: string | null }>`
    select u.id, u.name, u.parent_id as "parentId" from unit_scope s join org_units u on u.id = s.unit_id
     where s.viewer_id = ${unitId} and s.covers = 'all' and u.id <> ${unitId}
       and u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to >= ${on}::date)
     order by array_position(array['nation','province','city','county'], u.level), u.line desc, u.kind, u.numbering_code`.execute(
    tx,
  )
  return rows
}

export type NewRuling = {
  readonly unitId: string
  readonly key: string
  readonly period: DutyPeriod
  readonly kind: Ruling['kind']
  readonly newDue: CivilDate | null
  readonly reason: string
  readonly byUnitId: string
  readonly accountId: string
  readonly name: string
}

export async function insertRuling(tx: Tx, ruling: NewRuling): Promise<void> {
  await tx
    .insertInto('duty_rulings')
    .values({
      unit_id: ruling.unitId,
      id: newId(),
      duty_id: ruling.key,
      period: ruling.period,
      kind: ruling.kind,
      new_due: ruling.newDue,
      reason: ruling.reason,
      by_unit_id: ruling.byUnitId,
      recorded_by: ruling.accountId,
      recorded_name: ruling.name,
    })
    .execute()
}
