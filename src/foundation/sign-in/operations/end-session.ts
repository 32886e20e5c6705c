import { signedIn } from '#platform/access/policy.ts'
import { handle } from '#platform/perform.ts'
import { endSession } from '../contract.ts'
import { describeAsker, ownEntry } from '../me.ts'
import { signedInPerson } from '../person.ts'
import { endSessions } from '../store.ts'

export const endSessionHandler = handle(endSession, {
  subject: (ctx, _input: object) => describeAsker(ctx),
  policy: signedIn,
  audit: ({ sessionId }, me, { ended }) => (ended ? ownEntry(me, 'session.ended', { sessionId }) : null),
  run: async (ctx, { sessionId }) => ({
    ended: (await endSessions(ctx.tx, signedInPerson(ctx.actor).accountId, { id: sessionId })) > 0,
  }),
})
