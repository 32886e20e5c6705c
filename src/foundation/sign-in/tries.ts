import type { Context } from '#platform/perform.ts'
import { countFailure, lockedFor } from './store.ts'

/** What one address may do within 15 minutes without being signed in, and how long it waits then, in seconds. */
const TRY_LIMIT = 20
const WAIT_SECONDS = 900

/** Under which wrong passwords of a login are counted, whether such an account exists or not. */
export function loginDigest(ctx: Context, login: string): Buffer {
  return ctx.installation.sealer.lookupHash(login, 'login')
}

const digestOf = (ctx: Context, what: string) =>
  ctx.installation.sealer.lookupHash(`${what} ${ctx.address}`, 'address')

/** Counts a try of the asker's address at `what`, e.g. a link that nobody issued. */
export async function countTry(ctx: Context, what: string, limit = TRY_LIMIT): Promise<void> {
  await countFailure(ctx.tx, digestOf(ctx, what), limit, WAIT_SECONDS)
}

/** Seconds for which the asker's address has to wait, 0 when it need not. */
export function lockedTries(ctx: Context, what: string): Promise<number> {
  return lockedFor(ctx.tx, digestOf(ctx, what))
}
