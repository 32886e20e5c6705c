import { signedIn } from '#platform/access/policy.ts'
import { handle } from '#platform/perform.ts'
import { grantNotHeld, switchGrant } from '../contract.ts'
import { describeMe, ownEntry } from '../me.ts'
import { signedInPerson } from '../person.ts'
import { findGrants, setGrant } from '../store.ts'

export const switchGrantHandler = handle(switchGrant, {
  policy: signedIn,
  audit: (_input, _subject, me) => ownEntry(me, 'session.grant-switched', { role: me.grant.role }),
  async run(ctx, { grantId }) {
    const { accountId, sessionId } = signedInPerson(ctx.actor)
    const grants = await findGrants(ctx.tx, accountId)
    if (!grants.some((grant) => grant.id === grantId)) {
      throw grantNotHeld({ detail: '身份：您没有这个身份，或已到期。请联系管理员。' })
    }
    await setGrant(ctx.tx, sessionId, grantId)
    return describeMe(ctx, accountId, grantId)
  },
})
