import type { Tx } from '#platform/database/transaction.ts'
import type { Context } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import type { OrgUnitDetail } from './contract.ts'
import { type EventRow, findEvents } from './deed-store.ts'
import type { UnitEvent } from './deeds/contract.ts'
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

/** Entries of a unit's history in words, the newest record first. */
export async function presentHistory(tx: Tx, events: readonly EventRow[]): Promise<UnitEvent[]> {
  const names = await unitNames(
    tx,
    events.flatMap(({ patch }) =>
      [patch.parentId, patch.successorId, ...Object.keys(patch.serves ?? {})].filter(
        (id) => typeof id === 'string',
      ),
    ),
  )
  const voided = new Set(events.map(({ voids }) => voids).filter((id) => id !== null))
  return events
    .map((event) => ({
      id: event.id,
      deedId: event.deedId,
      kind: event.kind,
      effectiveOn: event.effectiveOn,
      recordedAt: event.recordedAt,
      accountName: event.accountName,
      reason: event.reason,
      changes: Object.fromEntries(
        Object.entries(event.patch).map(([field, value]) => [field, inWords(field, value, names)]),
      ),
      undone: voided.has(event.deedId),
    }))
    .reverse()
}

function inWords(field: string, value: unknown, names: ReadonlyMap<string, string>): string {
  if (value === null) return ''
  const named = (id: string) => names.get(id) ?? id
  if (field === 'serves') {
    const turned = Object.entries(value as Record<string, boolean>)
    return turned.map(([id, are]) => `${are ? '＋' : '－'}${named(id)}`).join('　')
  }
  if (field === 'parentId' || field === 'successorId') return named(String(value))
  return Array.isArray(value) ? value.join('、') : String(value)
}
