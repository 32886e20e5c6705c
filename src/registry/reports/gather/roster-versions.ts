import type { Tx } from '#platform/database/transaction.ts'
import { type RosterBasis, rosterVersionsFor } from '#registry/rosters/index.ts'
import type { RosterVersion } from '../cover.ts'
import type { UnitRecord } from '../store.ts'
import type { Moment } from './standings.ts'

export const listScopes = ['above-scale', 'government-quality-award'] as const

/** The signed versions that the denominators of these units rest on, by scope and unit. */
export async function rosterBasesOf(
  tx: Tx,
  units: readonly UnitRecord[],
  at: Moment,
): Promise<Map<(typeof listScopes)[number], Map<string, RosterBasis>>> {
  const ids = units.map(({ id }) => id)
  const found = await Promise.all(
    listScopes.map((scope) => rosterVersionsFor(tx, ids, scope, at.on, at.knownAt)),
  )
  return new Map(
    listScopes.map((scope, index) => [scope, new Map(found[index]?.map((basis) => [basis.unitId, basis]))]),
  )
}

/** As they stand in a pack; a list of 规上企业 that is missing is said to be. */
export function rosterVersionsIn(
  unit: UnitRecord,
  scope: (typeof listScopes)[number],
  basis: RosterBasis | undefined,
): RosterVersion[] {
  const place = { unit: { code: unit.code, name: unit.name }, scope }
  if (!basis || basis.versions.length === 0) {
    const none = { name: '', keeper: '', no: null, signedAt: null, effectiveOn: null, members: 0, digest: '' }
    return scope === 'above-scale' ? [{ ...place, ...none, state: 'missing' }] : []
  }
  return basis.versions.map((version) => ({
    ...place,
    name: version.rosterName,
    keeper: version.keeperName,
    no: version.no,
    signedAt: version.signedAt.toISOString(),
    effectiveOn: version.effectiveOn,
    members: version.members,
    digest: version.membersDigest,
    state: basis.state,
  }))
}
