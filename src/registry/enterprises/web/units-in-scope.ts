import type { OrgUnit } from '#foundation/org-units/contract.ts'

/** The registering units that a unit oversees, itself among them; `units` has parents before children. */
export function unitsInScope(units: readonly OrgUnit[], own: string): OrgUnit[] {
  const inside = new Set<string>()
  for (const { id, parentId } of units) {
    if (id === own || (parentId !== null && inside.has(parentId))) inside.add(id)
  }
  return units.filter(
    ({ id, line, functions }) =>
      inside.has(id) && line === 'market-regulation' && functions.includes('registration'),
  )
}
