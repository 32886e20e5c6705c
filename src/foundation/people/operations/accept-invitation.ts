import { ownEntry, startSession } from '#foundation/sign-in/index.ts'
import { open } from '#platform/access/policy.ts'
import { newId } from '#platform/ids.ts'
import { handle, hashToken } from '#platform/perform.ts'
import { acceptInvitation } from '../contract.ts'
import { acceptOffer, findOffer } from '../link-store.ts'
import { makeAccount } from '../new-account.ts'
import { refuseGuessing, refuseUnlessOpen, refuseUnlessStillOpen } from '../tokens.ts'

export const acceptInvitationHandler = handle(acceptInvitation, {
  policy: open('whoever has the link of an invitation has no account yet'),
  as: 'sign-in',
  audit: (_input, _subject, me) => ownEntry(me, 'invitation.accepted', { given: me.grant.role }),
  async run(ctx, { token, ...person }) {
    await refuseGuessing(ctx)
    const hash = hashToken(token)
    // Before the account is made: a link that does not work leaves nothing behind.
    await refuseUnlessOpen(ctx, (await findOffer(ctx.tx, hash))?.state)
    const accountId = await makeAccount(ctx, person)
    const grantId = newId()
    refuseUnlessStillOpen(await acceptOffer(ctx.tx, hash, accountId, grantId))
    return startSession(ctx, accountId, grantId)
  },
})
