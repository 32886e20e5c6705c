import type { Context, Loading } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import type { Roster } from './contract.ts'
import { mayKeepRoster } from './policy.ts'
import { getRoster } from './store.ts'

/** Today, and all that is recorded up to this transaction. */
export function presently(now: Date) {
  return { today: civilDateOf(now), known: now }
}

/** A list's head with what the reader may do. */
export function presentRoster(ctx: Context, { functions, ...roster }: Found): Roster {
  return { ...roster, mayKeep: mayKeepRoster(ctx.actor, { ...roster, functions }) === true }
}

type Found = Awaited<ReturnType<typeof getRoster>>

/** The list of a unit as the subject of a command. @throws notFound */
export function loadKept(
  ctx: Pick<Loading, 'tx' | 'now'>,
  input: { unitId: string; rosterId: string },
): Promise<Found> {
  return getRoster(ctx.tx, input.rosterId, presently(ctx.now), input.unitId)
}
