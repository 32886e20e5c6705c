import { areaFullName } from '#foundation/org-units/index.ts'
import { roleNames } from '#foundation/sign-in/index.ts'
import { adminRoles } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { findPackInForce, shippedPacks } from '#registry/rules/index.ts'
import { readSetUp, type SetUp, SHOWN } from '../contract.ts'
import { maySetUp } from '../policy.ts'
import { countAdministrators, findKeptPacks, findUnitStaffing, type UnitRow } from '../store.ts'

export const readSetUpHandler = handle(readSetUp, {
  policy: maySetUp,
  async run({ tx, now }) {
    const [units, administrators, kept] = await Promise.all([
      findUnitStaffing(tx),
      countAdministrators(tx),
      findKeptPacks(tx),
    ])
    const nameOf = new Map(units.map(({ id, name }) => [id, name]))
    const named = ({ id, name, parentId }: UnitRow) => ({
      unitId: id,
      name,
      above: parentId === null ? '' : (nameOf.get(parentId) ?? ''),
    })
    const without = units.filter(({ hasOfficer }) => !hasOfficer)
    return {
      administrators: adminRoles.map((role) => ({
        role,
        roleName: roleNames[role],
        ...(administrators.get(role) ?? { holders: 0, invited: 0 }),
      })),
      units: {
        total: units.length,
        top: units.filter((each) => each.parentId === null).map(({ name }) => name),
      },
      places: await placesOf(tx, units, civilDateOf(now), named),
      packs: packsFor(units, kept),
      officers: {
        holders: units.length - without.length,
        without: without.length,
        rows: without.slice(0, SHOWN).map((unit) => ({ ...named(unit), invited: unit.invited })),
      },
    }
  },
})

type Named = (unit: UnitRow) => { unitId: string; name: string; above: string }

async function placesOf(
  tx: Tx,
  units: readonly UnitRow[],
  onDate: string,
  named: Named,
): Promise<SetUp['places']> {
  const cities = new Set(units.filter(({ level }) => level === 'city').map(({ id }) => id))
  // Counties of a city share its rules; those directly under the province stand for themselves.
  const places = units.filter(
    ({ id, level, parentId }) => cities.has(id) || (level === 'county' && !cities.has(parentId ?? '')),
  )
  const rows = await Promise.all(
    places.slice(0, SHOWN).map(async (unit) => {
      const pack = (await findPackInForce(tx, unit.id, onDate))?.pack
      return { ...named(unit), pack: pack ? `${pack.docNo}　${pack.title}` : null }
    }),
  )
  return { total: places.length, without: rows.filter(({ pack }) => pack === null).length, rows }
}

function packsFor(units: readonly UnitRow[], kept: ReadonlySet<string>): SetUp['packs'] {
  const packs = shippedPacks().map(({ pack }) => ({
    id: pack.id,
    version: pack.version,
    title: pack.title,
    docNo: pack.docNo,
    draft: pack.draft,
    loaded: kept.has(`${pack.id}@${pack.version}`),
    covers: pack.areas.filter((area) => units.some((unit) => isWithin(unit, area))).map(nameOfArea),
  }))
  return packs.sort((a, b) => Math.sign(b.covers.length) - Math.sign(a.covers.length))
}

/** An area is the beginning of a GB/T 2260 code, the code of one unit, or CN. */
function isWithin(unit: UnitRow, area: string): boolean {
  if (area === 'CN') return true
  return /^\d+$/.test(area) ? (unit.areaCode ?? '').startsWith(area) : unit.numberingCode === area
}

function nameOfArea(area: string): string {
  return area === 'CN' ? '全国' : (areaFullName(area.padEnd(6, '0')) ?? area)
}
