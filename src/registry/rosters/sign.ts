import type { Context } from '#platform/perform.ts'
import {
  appendEvents,
  carryPending,
  findLatest,
  freezeVersion,
  insertRecordDraft,
  type NewEvent,
  type Signed,
  type Signing,
} from './version-store.ts'

type Head = { unitId: string; rosterId: string; effectiveOn: string; note: string }

/** Who signs, the next number, and an instant after that of the version before. */
export async function nextSigning(ctx: Context, head: Head): Promise<Signing & { byName: string }> {
  const latest = await findLatest(ctx.tx, head.rosterId)
  const after = latest.signedAt ? latest.signedAt.getTime() + 1 : 0
  return {
    ...head,
    no: latest.no + 1,
    at: new Date(Math.max(ctx.now.getTime(), after)),
    by: 'accountId' in ctx.actor ? ctx.actor.accountId : '',
    byName: 'name' in ctx.actor ? ctx.actor.name : '',
  }
}

/** A version of a few enterprises, made and signed in one act. The roster must be locked. */
export async function signRecord(
  ctx: Context,
  signing: Signing & { byName: string },
  events: readonly NewEvent[],
  sha256: string | null,
): Promise<Signed> {
  const { tx } = ctx
  const id = await insertRecordDraft(tx, { ...signing, baseNo: signing.no - 1, sha256 })
  await appendEvents(tx, events, signing)
  const entered = events.filter(({ kind }) => kind === 'enter').map(({ enterpriseId }) => enterpriseId)
  await carryPending(tx, signing, entered)
  return freezeVersion(tx, id, signing)
}
