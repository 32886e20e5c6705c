import {
  clearFailures,
  hashPassword,
  loginDigest,
  ownEntry,
  startSession,
} from '#foundation/sign-in/index.ts'
import { open } from '#platform/access/policy.ts'
import { handle, hashToken } from '#platform/perform.ts'
import { completeReset } from '../contract.ts'
import { findReset, finishReset } from '../link-store.ts'
import { refuseGuessing, refuseUnlessOpen, refuseUnlessStillOpen } from '../tokens.ts'

export const completeResetHandler = handle(completeReset, {
  policy: open('whoever has a reset link cannot sign in'),
  as: 'sign-in',
  audit: (_input, _subject, me) => ownEntry(me, 'account.password-reset'),
  async run(ctx, { token, next }) {
    await refuseGuessing(ctx)
    const hash = hashToken(token)
    const reset = await findReset(ctx.tx, hash)
    if (!reset) return refuseUnlessOpen(ctx, undefined) as never
    await refuseUnlessOpen(ctx, reset.state)
    refuseUnlessStillOpen(await finishReset(ctx.tx, hash, await hashPassword(next)))
    await clearFailures(ctx.tx, loginDigest(ctx, reset.login))
    return startSession(ctx, reset.account_id)
  },
})
