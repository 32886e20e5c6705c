import type { Context } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import type { OrgUnitDetail } from './contract.ts'
import { findEvents } from './deed-store.ts'
import { standingEvents } from './domain.ts'
import { mayArrangeUnits } from './policy.ts'
import { countChildren, getUnit, unitNames, unitsAbove } from './store.ts'

/** A unit as its page shows it. @throws notFound */
export async function presentUnit(ctx: Context, unitId: string): Promise<OrgUnitDetail> {
  const { tx, actor, now } = ctx
  const today = civilDateOf(now)
  const [unit, above, children, events] = await Promise.all([
    getUnit(tx, unitId),
    unitsAbove(tx, unitId),
    countChildren(tx, unitId, today),
    findEvents(tx, { unitIds: [unitId] }),
  ])
  const { serves, successorId, handedOver: _, ...shown } = unit
  const names = await unitNames(tx, [...serves, ...(successorId ? [successorId] : [])])
  const named = (id: string) => ({ id, name: names.get(id) ?? '' })
  const planned = standingEvents(events).filter(({ effectiveOn }) => effectiveOn > today)
  return {
    ...shown,
    serves: serves.map(named),
    above,
    successor: successorId ? named(successorId) : null,
    children,
    planned: planned.map(({ deedId, kind, effectiveOn }) => ({
      deedId,
      kind: kind === 'planted' || kind === 'undone' ? 'added' : kind,
      effectiveOn,
    })),
    mayChange: mayArrangeUnits(actor) === true,
  }
}
