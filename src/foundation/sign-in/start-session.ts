import { randomBytes } from 'node:crypto'
import { type Context, hashToken } from '#platform/perform.ts'
import type { Me } from './contract.ts'
import { describeMe } from './me.ts'
import { IDLE_SECONDS, SESSION_HOURS } from './session-limits.ts'
import { insertSession } from './store.ts'

/** Signs a person in at this browser: in the given role, or in the oldest. */
export async function startSession(ctx: Context, accountId: string, grantId?: string): Promise<Me> {
  const me = await describeMe(ctx, accountId, grantId)
  const token = randomBytes(32).toString('base64url')
  await insertSession(ctx.tx, {
    tokenHash: hashToken(token),
    kind: 'cookie',
    label: null,
    accountId,
    grantId: me.grant.id,
    expiresAt: new Date(ctx.now.getTime() + SESSION_HOURS * 3_600_000),
    idleSeconds: IDLE_SECONDS,
  })
  ctx.setSession(token)
  return me
}
