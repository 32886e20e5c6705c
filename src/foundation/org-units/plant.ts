import { sql } from 'kysely'
import { type Actor, visitor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { type CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import { lockUnits, type NewUnitEvent, recordDeed } from './deed-store.ts'
import { nextNumberingCode, served, type UnitPatch } from './domain.ts'
import type { OrgUnitSeed } from './yichun-tree.ts'

type Found = { id: string; name: string; validFrom: CivilDate }

/** What planting these seeds would make, and what is there already (by line and area code). */
export type PlantingPlan = {
  readonly missing: readonly OrgUnitSeed[]
  readonly codes: ReadonlyMap<string, string>
  readonly existing: ReadonlyMap<string, Found>
}

const areaKeyOf = (unit: { line: string; areaCode: string | null }) => `${unit.line} ${unit.areaCode}`

/** Compares seeds with the units there are; a bureau that was ended counts as there, and what took over stands for it. */
export async function planSeeds(tx: Tx, seeds: readonly OrgUnitSeed[]): Promise<PlantingPlan> {
  const found = await findBureaus(tx, seeds)
  const missing = seeds.filter((seed) => seed.areaCode === null || !found.has(areaKeyOf(seed)))
  const { rows: taken } = await sql<{ code: string }>`
    select code from org_unit_numbering_codes
     where left(code, 6) = any(${missing.map(({ numberingCode }) => numberingCode.slice(0, 6))})`.execute(tx)
  const used = new Set(taken.map(({ code }) => code))
  const codes = new Map(
    missing.map(({ key, kind, numberingCode }) => [
      key,
      used.has(numberingCode) ? nextNumberingCode(numberingCode, kind, used) : numberingCode,
    ]),
  )
  const existing = new Map(
    seeds.flatMap((seed) => {
      const unit = seed.areaCode === null ? undefined : found.get(areaKeyOf(seed))
      return unit ? [[seed.key, unit] as const] : []
    }),
  )
  return { missing, codes, existing }
}

async function findBureaus(tx: Tx, seeds: readonly OrgUnitSeed[]): Promise<Map<string, Found>> {
  const { rows } = await sql<{
    line: string
    areaCode: string
    id: string
    name: string
    validFrom: string
  }>`
    with recursive heir as (
      select line, area_code, id, name, parent_id, successor_id, valid_to, valid_from, 0 as depth from org_units
       where kind = 'bureau' and area_code = any(${seeds.flatMap(({ areaCode }) => areaCode ?? [])})
      union all
      select h.line, h.area_code, u.id, u.name, u.parent_id, u.successor_id, u.valid_to, u.valid_from, h.depth + 1
        from heir h join org_units u on u.id = coalesce(h.successor_id, h.parent_id)
       where h.valid_to is not null and h.depth < 12
    )
    select distinct on (line, area_code) line, area_code as "areaCode", id, name, valid_from::text as "validFrom"
      from heir order by line, area_code, (valid_to is null) desc, depth`.execute(tx)
  return new Map(
    rows.map((row) => [areaKeyOf(row), { id: row.id, name: row.name, validFrom: row.validFrom }]),
  )
}

export type Planted = {
  readonly deedId: string
  readonly added: number
  readonly existing: number
  readonly ids: ReadonlyMap<string, string>
  /** Names of those that were there already; they may have been changed. */
  readonly names: ReadonlyMap<string, string>
}

/** Makes what is missing of the seeds in one deed; answers the id of each unit, made or found, by its key. */
export async function plantSeeds(
  tx: Tx,
  actor: Actor,
  seeds: readonly OrgUnitSeed[],
  days: { validFrom: CivilDate; today: CivilDate },
): Promise<Planted> {
  await lockUnits(tx)
  const { missing, codes, existing } = await planSeeds(tx, seeds)
  const ids = new Map([...existing].map(([key, { id }]) => [key, id]))
  for (const seed of missing) ids.set(seed.key, newId())
  const idOf = (key: string) => {
    const id = ids.get(key)
    if (!id) throw new Error(`unit ${key} is not in the tree`)
    return id
  }
  const begins = new Map([...existing].map(([key, { validFrom }]) => [key, validFrom]))
  const hanging = await unservedBelow(tx, [...existing.values()])
  const events: NewUnitEvent[] = []
  for (const seed of missing) {
    const above = seed.parentKey === null ? undefined : begins.get(seed.parentKey)
    const from = above !== undefined && above > days.validFrom ? above : days.validFrom
    begins.set(seed.key, from)
    const serves = (seed.servesKeys ?? []).map(idOf)
    const patch: UnitPatch = {
      parentId: seed.parentKey === null ? null : idOf(seed.parentKey),
      name: seed.name,
      shortName: seed.shortName,
      line: seed.line,
      level: seed.level,
      kind: seed.kind,
      areaCode: seed.areaCode,
      numberingCode: codes.get(seed.key) ?? seed.numberingCode,
      functions: seed.functions,
      addressWords: seed.addressWords ?? [],
      serves: served([...serves, ...serves.flatMap((id) => hanging.get(id) ?? [])]),
    }
    events.push({ unitId: idOf(seed.key), kind: 'planted', effectiveOn: from, patch })
  }
  const deedId = newId()
  await recordDeed(tx, actor, { id: deedId, events }, days.today)
  const names = new Map([...existing].map(([key, { name }]) => [key, name]))
  return { deedId, added: missing.length, existing: existing.size, ids, names }
}

/** Zones and branches that sign no rosters of their own, by the bureau above them: a new industry bureau serves them. */
async function unservedBelow(tx: Tx, bureaus: readonly Found[]): Promise<Map<string, string[]>> {
  if (bureaus.length === 0) return new Map()
  const { rows } = await sql<{ parent: string; ids: string[] }>`
    select parent_id as parent, array_agg(id) as ids from org_units
     where parent_id = any(${bureaus.map(({ id }) => id)}::uuid[]) and kind <> 'bureau' and line = 'market-regulation'
       and not 'roster' = any(functions) and valid_to is null
     group by parent_id`.execute(tx)
  return new Map(rows.map(({ parent, ids }) => [parent, ids]))
}

/** Plants a seed tree as if it had always been there, in a transaction of a system administrator; ids by key. */
export async function seedOrgUnits(tx: Tx, seeds: readonly OrgUnitSeed[]): Promise<Map<string, string>> {
  const days = { validFrom: '2000-01-01', today: civilDateOf(new Date()) }
  return new Map((await plantSeeds(tx, visitor, seeds, days)).ids)
}
