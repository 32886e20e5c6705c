import { randomBytes } from 'node:crypto'
import { signedIn } from '#platform/access/policy.ts'
import { handle, hashToken } from '#platform/perform.ts'
import { createToken } from '../contract.ts'
import { describeAsker, ownEntry } from '../me.ts'
import { signedInPerson } from '../person.ts'
import { insertSession } from '../store.ts'

const DAY_SECONDS = 86_400

export const createTokenHandler = handle(createToken, {
  subject: (ctx, _input: object) => describeAsker(ctx),
  policy: signedIn,
  audit: ({ label, days }, me, { id }) => ownEntry(me, 'session.token-created', { id, label, days }),
  async run(ctx, { label, days }) {
    const { accountId, grantId } = signedInPerson(ctx.actor)
    const token = randomBytes(32).toString('base64url')
    const expiresAt = new Date(ctx.now.getTime() + days * DAY_SECONDS * 1000)
    const id = await insertSession(ctx.tx, {
      tokenHash: hashToken(token),
      kind: 'token',
      label,
      accountId,
      grantId,
      expiresAt,
      idleSeconds: days * DAY_SECONDS,
    })
    return { id, token, expiresAt: expiresAt.toISOString() }
  },
})
