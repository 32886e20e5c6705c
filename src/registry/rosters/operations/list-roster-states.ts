import type { Tx } from '#platform/database/transaction.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { mayReadStates } from '../policy.ts'
import { type Renewal, rosterRenewal } from '../renewal.ts'
import { countMembersByUnit, findStateUnits } from '../state-store.ts'
import { listRosterStates, type RosterStateRow } from '../states/contract.ts'
import { type RosterBasis, rosterVersionsFor } from '../versions-for.ts'

export const listRosterStatesHandler = handle(listRosterStates, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReadStates,
  async run({ tx, now }, { unitId, scopeCode, onDate, state }) {
    const on = onDate ?? civilDateOf(now)
    const { renewal, rows } = await rosterStates(tx, { unitId, scopeCode, on, known: now })
    const count = (wanted: RosterStateRow['state']) => rows.filter((row) => row.state === wanted).length
    return {
      onDate: on,
      ...renewal,
      counts: { current: count('current'), old: count('old'), missing: count('missing') },
      rows: state ? rows.filter((row) => row.state === state) : rows,
    }
  },
})

/** The states of a kind of list in every registering unit in sight. */
export async function rosterStates(
  tx: Tx,
  asked: { unitId: string; scopeCode: string; on: string; known: Date; only?: string },
): Promise<{ renewal: Renewal; rows: RosterStateRow[] }> {
  const { scopeCode, on, known } = asked
  const [units, renewal] = await Promise.all([
    findStateUnits(tx, asked.unitId, scopeCode, on, asked.only),
    rosterRenewal(tx, asked.unitId, on),
  ])
  const ids = units.map(({ unitId }) => unitId)
  const [bases, counts] = await Promise.all([
    rosterVersionsFor(tx, ids, scopeCode, on, known, renewal.months),
    countMembersByUnit(tx, scopeCode, ids, on, known),
  ])
  const byUnit = new Map(bases.map((basis) => [basis.unitId, basis]))
  const rows = units.map((unit): RosterStateRow => {
    const basis = byUnit.get(unit.unitId)
    return {
      unitId: unit.unitId,
      unitName: unit.unitName,
      state: basis?.state ?? 'missing',
      versions: basis ? versionsOf(basis) : [],
      members: counts.get(unit.unitId) ?? 0,
      keeper: unit.keeperId === null ? null : { unitId: unit.keeperId, name: unit.keeperName ?? '' },
      lastReminder:
        unit.remindedAt === null ? null : { at: unit.remindedAt.toISOString(), by: unit.remindedBy ?? '' },
    }
  })
  return { renewal, rows }
}

function versionsOf({ versions }: RosterBasis): RosterStateRow['versions'] {
  return versions.map((version) => ({
    rosterId: version.rosterId,
    rosterName: version.rosterName,
    level: version.level,
    keeperName: version.keeperName,
    no: version.no,
    effectiveOn: version.effectiveOn,
    periodTo: version.periodTo,
    signedAt: version.signedAt.toISOString(),
    signedBy: version.signedBy,
    members: version.members,
    pending: version.pending,
  }))
}
