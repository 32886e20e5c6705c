import type { Role } from '#platform/access/actor.ts'

type UnitKind = {
  readonly line: 'market-regulation' | 'industry'
  readonly level: 'nation' | 'province' | 'city' | 'county'
}

/** The one role that an officer of a unit has, by the unit's line and level; none at the level of the nation. */
export function roleOfUnit({ line, level }: UnitKind): Role | null {
  if (line === 'industry') return 'industry-officer'
  return level === 'nation' ? null : (`${level}-officer` as const)
}
