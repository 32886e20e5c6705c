import { ownEntry, startSession } from '#foundation/sign-in/index.ts'
import { open } from '#platform/access/policy.ts'
import { newId } from '#platform/ids.ts'
import { handle, hashToken } from '#platform/perform.ts'
import { useFirstLink } from '../contract.ts'
import { firstLinkState, spendFirstLink } from '../link-store.ts'
import { makeAccount } from '../new-account.ts'
import { refuseGuessing, refuseUnlessOpen, refuseUnlessStillOpen } from '../tokens.ts'

export const useFirstLinkHandler = handle(useFirstLink, {
  policy: open('before the first administrator nobody has an account'),
  as: 'sign-in',
  audit: (_input, _subject, me) => ownEntry(me, 'first-link.used'),
  async run(ctx, { token, ...person }) {
    await refuseGuessing(ctx)
    const hash = hashToken(token)
    await refuseUnlessOpen(ctx, await firstLinkState(ctx.tx, hash))
    const accountId = await makeAccount(ctx, person)
    const grantId = newId()
    refuseUnlessStillOpen(await spendFirstLink(ctx.tx, hash, accountId, grantId))
    return startSession(ctx, accountId, grantId)
  },
})
