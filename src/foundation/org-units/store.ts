import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import { areaName } from './areas.ts'
import type { OrgUnit, OrgUnitRow } from './contract.ts'

type UnitSql = {
  id: string
  parent_id: string | null
  name: string
  short_name: string
  line: string
  level: string
  kind: string
  area_code: string | null
  numbering_code: string
  functions: string[]
  valid_from: string
  valid_to: string | null
}

const fields = sql`u.id, u.parent_id, u.name, u.short_name, u.line, u.level, u.kind, u.area_code, u.numbering_code, u.functions,
  u.valid_from::text as valid_from, u.valid_to::text as valid_to`
const order = sql`array_position(array['nation','province','city','county'], u.level), u.line desc, u.kind, u.numbering_code`

export function toOrgUnit(row: UnitSql): OrgUnit {
  return {
    id: row.id,
    parentId: row.parent_id,
    name: row.name,
    shortName: row.short_name,
    line: row.line as OrgUnit['line'],
    level: row.level as OrgUnit['level'],
    kind: row.kind as OrgUnit['kind'],
    areaCode: row.area_code,
    numberingCode: row.numbering_code,
    functions: row.functions as OrgUnit['functions'],
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }
}

/** Rows of a list with the names above them and the number of units below; `chosen` is a query that gives id and total. */
async function listOf(tx: Tx, chosen: RawBuilder<unknown>, source: RawBuilder<unknown>) {
  const { rows } = await sql<UnitSql & { above: string[]; children: number; total: number }>`
    with recursive in_force as (select * from ${source} as source_units), chosen as (${chosen}),
    up as (
      select c.id as of_id, u.parent_id, 0 as depth, null::text as name from chosen c join org_units u on u.id = c.id
      union all
      select up.of_id, u.parent_id, up.depth + 1, u.short_name from up join org_units u on u.id = up.parent_id where up.depth < 12
    )
    select ${fields}, c.total::int as total,
           coalesce((select array_agg(up.name order by up.depth desc) from up where up.of_id = u.id and up.depth > 0), '{}') as above,
           (select count(*)::int from in_force below where below.parent_id = u.id) as children
      from chosen c join in_force u on u.id = c.id order by c.place`.execute(tx)
  return {
    rows: rows.map((row): OrgUnitRow => ({ ...toOrgUnit(row), above: row.above, children: row.children })),
    total: rows[0]?.total ?? 0,
  }
}

const standing = (today: CivilDate) =>
  sql`(select * from org_units where valid_from <= ${today} and (valid_to is null or valid_to >= ${today}))`

/** Units directly below one (or the top ones), in force on a day; a day other than today is read from the history. */
export function findChildren(
  tx: Tx,
  parentId: string | null,
  filter: { line?: string | undefined; onDate?: CivilDate | undefined; limit: number },
  today: CivilDate,
) {
  const past = filter.onDate !== undefined && filter.onDate !== today
  const source = past ? sql`org_units_as_of(${filter.onDate}::date)` : standing(today)
  const chosen = sql`
    select u.id, count(*) over () as total, row_number() over (order by u.line desc, u.kind, u.numbering_code) as place
      from in_force u
     where u.parent_id is not distinct from ${parentId}::uuid and (${filter.line ?? null}::text is null or u.line = ${filter.line ?? null})
     order by place limit ${filter.limit}`
  return listOf(tx, chosen, source)
}

export type UnitSearch = {
  text?: string | undefined
  below?: string | undefined
  can?: string | undefined
  line?: string | undefined
  level?: string | undefined
  ids?: readonly string[] | undefined
  limit: number
}

function meeting(search: Omit<UnitSearch, 'limit'>): RawBuilder<unknown> {
  const parts = (search.text ?? '').split(/\s+/).filter(Boolean)
  const conditions = [
    ...parts.map((part) => {
      const fragment = `%${part.replace(/[\\%_]/g, '\\$&')}%`
      const start = `${part.toUpperCase().replace(/[\\%_]/g, '\\$&')}%`
      return sql`(u.name like ${fragment} or u.short_name like ${fragment} or u.numbering_code like ${start}
        or exists (select 1 from unnest(u.address_words) as word where word like ${fragment}))`
    }),
    ...(search.below
      ? [sql`u.id in (select unit_id from unit_scope where viewer_id = ${search.below}::uuid)`]
      : []),
    ...(search.can ? [sql`${search.can} = any(u.functions)`] : []),
    ...(search.line ? [sql`u.line = ${search.line}`] : []),
    ...(search.level ? [sql`u.level = ${search.level}`] : []),
    ...(search.ids ? [sql`u.id = any(${[...search.ids]}::uuid[])`] : []),
  ]
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

/** Units in force today that meet all that is asked; `ids` finds exactly these, in force or not. */
export function searchUnits(tx: Tx, search: UnitSearch, today: CivilDate) {
  const first = (search.text ?? '').split(/\s+/).find(Boolean) ?? ''
  const chosen = sql`
    select u.id, count(*) over () as total, row_number() over (
             order by not starts_with(u.name, ${first}) and not starts_with(u.short_name, ${first}), ${order}) as place
      from in_force u where ${meeting(search)} order by place limit ${search.limit}`
  return listOf(tx, chosen, search.ids ? sql`org_units` : standing(today))
}

export type UnitExportRow = UnitSql & {
  parent_code: string | null
  parent_name: string | null
  address_words: string[]
}

/** All units of a search for a workbook, parents before children. */
export function unitsToExport(search: Omit<UnitSearch, 'limit' | 'ids'>, today: CivilDate) {
  return sql<UnitExportRow>`(
    select ${fields}, u.address_words, p.numbering_code as parent_code, p.name as parent_name
      from ${standing(today)} as u left join org_units p on p.id = u.parent_id where ${meeting(search)} order by ${order})`
}

type RecordSql = UnitSql & {
  version: number
  address_words: string[]
  serves: string[]
  successor_id: string | null
  handed_over: boolean
}

async function recordsOf(tx: Tx, where: RawBuilder<unknown>) {
  const { rows } = await sql<RecordSql>`
    select ${fields}, u.version, u.address_words, u.serves, u.successor_id, u.handed_over_at is not null as handed_over
      from org_units u where ${where} order by ${order}`.execute(tx)
  return rows.map((row) => ({
    ...toOrgUnit(row),
    version: row.version,
    addressWords: row.address_words,
    serves: row.serves,
    successorId: row.successor_id,
    handedOver: row.handed_over,
  }))
}
export type UnitRecord = Awaited<ReturnType<typeof recordsOf>>[number]

export async function findUnit(tx: Tx, unitId: string): Promise<UnitRecord | undefined> {
  return (await recordsOf(tx, sql`u.id = ${unitId}`))[0]
}

/** @throws notFound */
export async function getUnit(tx: Tx, unitId: string): Promise<UnitRecord> {
  const unit = await findUnit(tx, unitId)
  if (!unit) throw notFound()
  return unit
}

/** Units directly below one that are in force on a day, or begin later. */
export function findUnitsUnder(tx: Tx, unitId: string, day: CivilDate): Promise<UnitRecord[]> {
  return recordsOf(tx, sql`u.parent_id = ${unitId} and (u.valid_to is null or u.valid_to >= ${day})`)
}

/** All units without end: what an uploaded list is compared with. */
export function findUnended(tx: Tx): Promise<UnitRecord[]> {
  return recordsOf(tx, sql`u.valid_to is null`)
}

/** Units that handle registrations or rosters of another and have no end. */
export function findServing(tx: Tx, unitId: string, line?: OrgUnit['line']): Promise<UnitRecord[]> {
  return recordsOf(
    tx,
    sql`${unitId}::uuid = any(u.serves) and u.valid_to is null and (${line ?? null}::text is null or u.line = ${line ?? null})`,
  )
}

/** Whether another unit without end below the same parent bears the name. */
export async function findNamesakes(
  tx: Tx,
  unit: { id: string; name: string; parentId: string | null; line: string },
): Promise<boolean> {
  const found = await recordsOf(
    tx,
    sql`u.name = ${unit.name} and u.line = ${unit.line} and u.parent_id is not distinct from ${unit.parentId}::uuid
      and u.id <> ${unit.id} and u.valid_to is null`,
  )
  return found.length > 0
}

/** Names of units, of those no longer in force too; what was taken back is missing. */
export async function unitNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('org_units')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The units above one, from the top. */
export async function unitsAbove(tx: Tx, unitId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    with recursive up as (
      select parent_id as id, 1 as depth from org_units where id = ${unitId}
      union all select u.parent_id, up.depth + 1 from up join org_units u on u.id = up.id where up.depth < 12)
    select u.id, u.name from up join org_units u on u.id = up.id order by up.depth desc`.execute(tx)
  return rows
}

export async function countChildren(tx: Tx, unitId: string, today: CivilDate): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${standing(today)} as u where u.parent_id = ${unitId}`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Units as they stood on a day, by what was known at an instant (default: all that is known now). */
export async function unitsAsOf(
  tx: Tx,
  onDate: CivilDate,
  knownAt?: Date,
): Promise<(OrgUnit & { serves: string[]; successorId: string | null })[]> {
  const { rows } = await sql<UnitSql & { serves: string[]; successor_id: string | null }>`
    select ${fields}, u.serves, u.successor_id
      from org_units_as_of(${onDate}::date, ${knownAt ?? 'infinity'}::timestamptz) as u order by ${order}`.execute(
    tx,
  )
  return rows.map((row) => ({ ...toOrgUnit(row), serves: row.serves, successorId: row.successor_id }))
}

/** A unit to which addresses can point. */
export type Place = { id: string; name: string; areaCode: string | null; words: string[] }

/**
 * Where enterprises near a unit can belong: the market-regulation units of its city (or, without a city, of the counties
 * directly under its province), the area code of that city or province, and which units this one oversees.
 */
export async function unitsAround(
  tx: Tx,
  unitId: string,
  today: CivilDate,
): Promise<{ areaCode: string | null; units: Place[]; scope: Set<string> }> {
  const [home, scope] = await Promise.all([
    sql<{ id: string; name: string; area_code: string | null; level: string }>`
      with recursive up as (
        select *, 0 as depth from org_units where id = ${unitId}
        union all select u.*, up.depth + 1 from up join org_units u on u.id = up.parent_id where up.depth < 12)
      select id, name, area_code, level from up where level in ('city', 'province') order by depth limit 1`.execute(
      tx,
    ),
    sql<{ id: string }>`
      select unit_id as id from unit_scope where viewer_id = ${unitId} and covers = 'all'`.execute(tx),
  ])
  const own = new Set(scope.rows.map(({ id }) => id))
  const [centre] = home.rows
  if (!centre?.area_code) return { areaCode: null, units: [], scope: own }
  const { rows } = await sql<Place>`
    with recursive below as (
      select u.* from ${standing(today)} as u where u.parent_id = ${centre.id} and u.level = 'county'
      union all select u.* from below b join ${standing(today)} as u on u.parent_id = b.id)
    select id, name, area_code as "areaCode", address_words as words from below
     where line = 'market-regulation' order by numbering_code`.execute(tx)
  // A city without counties registers itself: its own name is the place.
  const cityName = areaName(centre.area_code)
  const itself = { id: centre.id, name: centre.name, areaCode: null, words: cityName ? [cityName] : [] }
  return { areaCode: centre.area_code, units: rows.length > 0 ? rows : [itself], scope: own }
}

/**
 * The unit that registers for the area of another: itself where it has the function, else the unit that serves it, else the
 * nearest one above that registers. For an ended unit its successor is asked.
 */
export async function registeringUnitOf(tx: Tx, unitId: string, today: CivilDate): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with recursive heir as (
      select id, parent_id, functions, successor_id, valid_to, 0 as depth from org_units where id = ${unitId}
      union all select u.id, u.parent_id, u.functions, u.successor_id, u.valid_to, h.depth + 1
                  from heir h join org_units u on u.id = h.successor_id where h.valid_to < ${today} and h.depth < 12),
    asked as (select id, parent_id, functions from heir order by depth desc limit 1),
    up as (
      select id, parent_id, functions, 0 as depth from asked
      union all select u.id, u.parent_id, u.functions, up.depth + 1 from up join org_units u on u.id = up.parent_id
                 where up.depth < 12)
    select id from (
      select id, functions, depth * 2 as place from up
      union all
      select u.id, u.functions, 1 from ${standing(today)} as u join asked on asked.id = any(u.serves)
       where u.line = 'market-regulation'
    ) as candidates where 'registration' = any(functions) order by place, id limit 1`.execute(tx)
  return rows[0]?.id ?? unitId
}

/** Whether the unit is there on a day: enterprises are not given to one that has ended. */
export async function isUnitInForce(tx: Tx, unitId: string, day: CivilDate): Promise<boolean> {
  const { rows } = await sql`select 1 from ${standing(day)} as u where u.id = ${unitId}`.execute(tx)
  return rows.length > 0
}

/** The name of a unit, also of one that is no longer in force. */
export async function unitNameOf(tx: Tx, id: string): Promise<string> {
  const row = await tx.selectFrom('org_units').select('name').where('id', '=', id).executeTakeFirst()
  return row?.name ?? ''
}
