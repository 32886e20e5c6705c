import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import { type Boundaries, type CoverageUnit, Measure } from './contract.ts'
import type { ListScope } from './indicators.ts'
import type { Numbers } from './numbers.ts'

/** `knownAt` null: all that is recorded, from the numbers kept; else made anew from what was recorded up to then. */
export type At = { readonly on: CivilDate; readonly knownAt: Date | null; readonly boundaries: Boundaries }

export type By = 'child' | 'county' | 'total' | 'unit'

type NumberRow = { row_id: string; day: string; scope: string; measure: string; value: number }

/** All that is counted of a unit and those below it on one or more days, in one statement; zeros are left out. */
export async function readNumbers(
  tx: Tx,
  unitId: string,
  days: readonly CivilDate[],
  { knownAt, boundaries }: Omit<At, 'on'>,
  scopes: readonly string[],
  by: By,
): Promise<Numbers> {
  const { rows } = await sql<NumberRow>`
    select row_id, day::text, scope, measure, value
      from coverage_read(${unitId}::uuid, ${[...new Set(days)]}::date[], ${knownAt}, ${boundaries === 'then'}, ${[...scopes]}::text[], ${by})`.execute(
    tx,
  )
  return numbersOf(rows)
}

function numbersOf(rows: readonly NumberRow[]): Numbers {
  const found = new Map(
    rows.map((row) => [`${row.row_id} ${row.day} ${row.scope} ${row.measure}`, row.value]),
  )
  return {
    of: (row, day, scope, measure) => found.get(`${row} ${day} ${scope} ${measure}`) ?? 0,
    rows: new Set(rows.map((row) => row.row_id)),
  }
}

/** The same for several units, each with everything below it, as rows. */
export async function findFigures(
  tx: Tx,
  unitIds: readonly string[],
  { on, knownAt, boundaries }: At,
  scopes: readonly string[],
) {
  const { rows } = await sql<{ unitId: string; scope: string; measure: string; value: number }>`
    select u.id as "unitId", r.scope, r.measure, r.value from unnest(${[...unitIds]}::uuid[]) as u(id)
     cross join lateral coverage_read(u.id, array[${on}::date], ${knownAt}, ${boundaries === 'then'}, ${[...scopes]}::text[], 'total') r`.execute(
    tx,
  )
  return rows.map((row) => ({ ...row, measure: Measure.parse(row.measure) }))
}

/** A row of a table: a unit, those that are summed in it, and of these the ones that lists speak of. */
export type UnitRow = CoverageUnit & {
  readonly units: readonly string[]
  readonly registering: readonly string[]
}

/** Units directly below one, or all counties; the unit itself for what is registered with it. Ended ones too. */
export async function findRows(
  tx: Tx,
  unitId: string,
  { on, knownAt, boundaries }: At,
  by: By,
): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`
    with tree as (
      select t.unit_id, case ${by}::text when 'county' then coalesce(t.county_id, t.unit_id) when 'total' then ${unitId}::uuid else t.child_id end as row_id
        from coverage_tree(${unitId}::uuid, ${on}::date, coalesce(${knownAt}::timestamptz, 'infinity'), ${boundaries === 'then'}) t),
    summed as (
      select t.row_id, array_agg(t.unit_id) as units,
             array_agg(t.unit_id) filter (where 'registration' = any(m.functions) and m.valid_from <= ${on}::date
               and (m.valid_to is null or m.valid_to >= ${on}::date)) as registering
        from tree t join org_units m on m.id = t.unit_id group by t.row_id)
    select u.id, u.name, u.level, u.kind, u.parent_id as "parentId", p.name as "parentName", u.valid_to::text as "endedOn",
           s.name as "mergedInto", r.units, coalesce(r.registering, '{}') as registering,
           (select count(*)::int from org_units b where b.parent_id = u.id and b.line = 'market-regulation'
              and (b.valid_to is null or b.valid_to >= ${on}::date)) as below,
           u.id = ${unitId}::uuid or (${by} = 'county' and u.level <> 'county') as own
      from summed r join org_units u on u.id = r.row_id left join org_units p on p.id = u.parent_id
      left join org_units s on s.id = u.successor_id
     order by u.id = ${unitId}::uuid desc, p.numbering_code, u.position, u.numbering_code`.execute(tx)
  return rows
}

/** The unit shown; its parent where the asker oversees that too. */
export async function findShownUnit(tx: Tx, unitId: string) {
  const { rows } = await sql<{ id: string; name: string; parentId: string | null }>`
    select o.id, o.name, (select s.unit_id from unit_scope s
        where s.viewer_id = app_unit() and s.unit_id = o.parent_id and s.covers = 'all') as "parentId"
      from org_units o where o.id = ${unitId}`.execute(tx)
  return rows[0]
}

/** Kinds of lists, with those of each level, that hold on a day for enterprises of a unit or below it. */
export async function findListScopes(
  tx: Tx,
  unitId: string,
  on: CivilDate,
): Promise<(ListScope & { level: string | null; base: string })[]> {
  const { rows } = await sql<{ base: string; name: string; internal: boolean; level: string | null }>`
    select distinct s.code as base, s.name, s.internal, l.level, s.position
      from rosters r join roster_scopes s on s.code = r.scope_code
     cross join lateral (values (null), (r.level)) as l(level)
     where r.period_from <= ${on}::date and (r.period_to is null or r.period_to >= ${on}::date)
       and exists (select 1 from unit_scope a join unit_scope b on b.unit_id = a.unit_id
                    where a.viewer_id = r.unit_id and b.viewer_id = ${unitId}::uuid)
     order by s.position, s.code, l.level nulls first`.execute(tx)
  return rows.map((row) => ({ ...row, code: row.level ? `${row.base}-${row.level}` : row.base }))
}

/** Appointed and not filed today, by where the filing lies. */
export async function countDesks(tx: Tx, unitId: string, scope: string, { on, boundaries }: At) {
  const { rows } = await sql<{ desk: 'not-filed' | 'submitted' | 'returned'; n: number }>`
    select desk, n from coverage_desks(${unitId}::uuid, ${scope}, ${on}::date, ${boundaries === 'then'})`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.desk, row.n]))
}

export type PageAsked = At & {
  readonly unitId: string
  readonly scope: string
  readonly measures: readonly Measure[]
  readonly text?: string | undefined
  /** Only appointed ones whose filing lies there. */
  readonly desk?: 'not-filed' | 'submitted' | 'returned' | undefined
  /** Only of these units. */
  readonly units?: readonly string[] | undefined
  readonly after?: { readonly name: string; readonly id: string } | undefined
  readonly limit: number
}

export type PageRow = {
  enterpriseId: string
  name: string
  creditCode: string
  unitId: string
  unitName: string
  size: string | null
  /** Null for whoever is told only who is on a list. */
  standing: 'filed' | 'appointed' | 'vacant' | 'expired' | 'never' | null
  desk: 'not-filed' | 'submitted' | 'returned' | null
  filingId: string | null
  since: string | null
  person: string | null
  termTo: string | null
}

/** A page of the enterprises behind a number as one query, by name. */
export function pageQuery(asked: PageAsked) {
  return sql<PageRow>`(
    select g.enterprise_id as "enterpriseId", e.name, e.credit_code as "creditCode", g.unit_id as "unitId", u.name as "unitName", e.size,
           g.standing, g.desk, g.filing_id as "filingId", g.since, g.person_name as person, g.last_on as "termTo"
      from coverage_page(${JSON.stringify(questionOf(asked))}::jsonb) g join enterprises e on e.id = g.enterprise_id
      join org_units u on u.id = g.unit_id order by e.name, e.id)`
}

/** A page and the counts of the whole. */
export async function findPage(tx: Tx, asked: PageAsked) {
  const { rows } = await sql<{ row: PageRow | null; total: number; counted: number; elsewhere: number }>`
    select case when e.id is not null then jsonb_build_object('enterpriseId', g.enterprise_id, 'name', e.name, 'creditCode', e.credit_code,
             'unitId', g.unit_id, 'unitName', u.name, 'size', e.size, 'standing', g.standing, 'desk', g.desk, 'filingId', g.filing_id,
             'since', g.since, 'person', g.person_name, 'termTo', g.last_on) end as row, g.total, g.counted, g.elsewhere
      from coverage_page(${JSON.stringify(questionOf(asked))}::jsonb) with ordinality g(
             enterprise_id, unit_id, standing, desk, filing_id, person_name, last_on, since, total, counted, elsewhere, n)
      left join enterprises e on e.id = g.enterprise_id left join org_units u on u.id = g.unit_id order by g.n`.execute(
    tx,
  )
  const [first] = rows
  return {
    rows: rows.flatMap(({ row }) => (row ? [row] : [])),
    total: first?.total ?? 0,
    counted: first?.counted ?? 0,
    elsewhere: first?.elsewhere ?? 0,
  }
}

function questionOf({ unitId, boundaries, knownAt, text, ...asked }: PageAsked) {
  const fragment = text?.replace(/[\\%_]/g, (char) => `\\${char}`)
  return {
    ...asked,
    root: unitId,
    known: knownAt?.toISOString() ?? null,
    boundaries,
    ...(fragment && { text: `%${fragment}%` }),
  }
}

/** Every enterprise behind a number, with the unit by which it counts. */
export async function findMemberIds(tx: Tx, unitId: string, scope: string, measure: Measure, at: At) {
  const { rows } = await sql<{ enterpriseId: string; unitId: string }>`
    select enterprise_id as "enterpriseId", unit_id as "unitId"
      from coverage_ids(${unitId}::uuid, ${scope}, ${measure}, ${at.on}::date, ${at.knownAt}, ${at.boundaries === 'then'})
     order by enterprise_id`.execute(tx)
  return rows
}

export type PersonRow = {
  person: string
  total: number
  personName: string
  enterpriseId: string | null
  name: string
  creditCode: string
  unitName: string
  positionTitle: string
  fullTime: boolean
  filingNo: string | null
}

/** Filed officers of several enterprises, person after person; an enterprise out of sight has no id. */
export function samePersonsQuery(unitId: string, on: CivilDate, after: string | undefined, limit: number) {
  return sql<PersonRow>`(
    select encode(s.person, 'hex') as person, s.total, s.person_name as "personName", e.id as "enterpriseId", coalesce(e.name, '') as name,
           coalesce(e.credit_code, '') as "creditCode", coalesce(u.name, '') as "unitName", coalesce(a.position_title, '') as "positionTitle",
           coalesce(a.full_time, false) as "fullTime", f.filing_no as "filingNo"
      from coverage_same_persons(${unitId}::uuid, ${on}::date, decode(${after ?? null}, 'hex'), ${limit}) s
      left join enterprises e on e.id = s.enterprise_id and s.visible left join org_units u on u.id = e.unit_id
      left join appointments a on a.enterprise_id = e.id and a.id = s.appointment_id
      left join filings f on f.enterprise_id = e.id and f.id = s.filing_id
     order by s.person, e.name nulls last)`
}

export async function findSamePersons(
  tx: Tx,
  unitId: string,
  on: CivilDate,
  after: string | undefined,
  limit: number,
) {
  const { rows } =
    await sql<PersonRow>`select * from ${samePersonsQuery(unitId, on, after, limit)} as s`.execute(tx)
  return rows
}

/** Rows that are made already, as the query that a workbook is written from. */
export function madeRows<T>(rows: readonly T[]) {
  return sql<{ row: T }>`(select value as row from jsonb_array_elements(${JSON.stringify(rows)}::jsonb))`
}
