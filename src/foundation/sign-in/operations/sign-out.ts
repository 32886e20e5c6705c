import { signedIn } from '#platform/access/policy.ts'
import { handle } from '#platform/perform.ts'
import { signOut } from '../contract.ts'
import { describeAsker, ownEntry } from '../me.ts'
import { signedInPerson } from '../person.ts'
import { endSessions } from '../store.ts'

export const signOutHandler = handle(signOut, {
  subject: (ctx, _input: object) => describeAsker(ctx),
  policy: signedIn,
  audit: (_input, me) => ownEntry(me, 'session.signed-out'),
  async run(ctx) {
    const { accountId, sessionId } = signedInPerson(ctx.actor)
    await endSessions(ctx.tx, accountId, { id: sessionId })
    ctx.setSession(null)
    return { signedOut: true as const }
  },
})
