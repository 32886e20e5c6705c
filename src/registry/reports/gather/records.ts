import type { Tx } from '#platform/database/transaction.ts'
import type { Figure, RosterVersion } from '../cover.ts'
import type { UnitRecord } from '../store.ts'
import { countFigures, type Members } from './count-figures.ts'
import { listScopes, rosterBasesOf, rosterVersionsIn } from './roster-versions.ts'
import {
  countUnnamed,
  findStandings,
  type Moment,
  type Standing,
  scopesOf,
  withoutBelow,
} from './standings.ts'

/** What the records here say of a unit: its enterprises, its figures, and the lists under them. */
export type Counted = {
  readonly unit: UnitRecord
  /** The units that make it up. */
  readonly scope: readonly string[]
  readonly standings: readonly Standing[]
  readonly figures: Figure[]
  readonly members: Members
  readonly rosters: readonly RosterVersion[]
  readonly listed: boolean
}

/** By unit id: the unit itself without those below, and each of those with everything below it. */
export async function countRecords(
  tx: Tx,
  unit: UnitRecord,
  below: readonly UnitRecord[],
  at: Moment,
): Promise<Map<string, Counted>> {
  const all = [unit, ...below]
  const [standings, unnamed, bases, scopes] = await Promise.all([
    findStandings(tx, unit.id, at),
    countUnnamed(
      tx,
      all.map(({ id }) => id),
      at,
    ),
    rosterBasesOf(tx, all, at),
    scopesOf(
      tx,
      all.map(({ id }) => id),
    ),
  ])
  const elsewhere = new Set(below.flatMap(({ id }) => scopes.get(id) ?? []))
  const none = { small: 0, pendingAboveScale: 0, pendingAward: 0 }
  const unnamedOf = (id: string) => unnamed.get(id) ?? none
  const own = withoutBelow(
    unnamedOf(unit.id),
    below.map(({ id }) => unnamedOf(id)),
  )
  return new Map(
    all.map((each) => {
      const isOwn = each.id === unit.id
      const scope = (scopes.get(each.id) ?? [each.id]).filter((id) => !isOwn || !elsewhere.has(id))
      const inside = new Set(scope)
      const counted = standings.filter(({ unitId }) => inside.has(unitId))
      const basisOf = (list: (typeof listScopes)[number]) => bases.get(list)?.get(each.id)
      const listed = basisOf('above-scale')?.state !== 'missing'
      const rosters = listScopes.flatMap((list) => rosterVersionsIn(each, list, basisOf(list)))
      const figures = countFigures(counted, { ...(isOwn ? own : unnamedOf(each.id)), listed })
      return [each.id, { unit: each, scope, standings: counted, ...figures, rosters, listed }]
    }),
  )
}
