import { open } from '#platform/access/policy.ts'
import { handle, hashToken } from '#platform/perform.ts'
import { lookReset } from '../contract.ts'
import { findReset } from '../link-store.ts'
import { refuseGuessing, refuseUnlessOpen } from '../tokens.ts'

export const lookResetHandler = handle(lookReset, {
  policy: open('whoever has a reset link cannot sign in'),
  async run(ctx, { token }) {
    await refuseGuessing(ctx)
    const reset = await findReset(ctx.tx, hashToken(token))
    if (!reset) return refuseUnlessOpen(ctx, undefined) as never
    await refuseUnlessOpen(ctx, reset.state)
    return { login: reset.login, name: reset.name, expiresAt: reset.expires_at.toISOString() }
  },
})
