import { signedInPerson } from '#foundation/sign-in/index.ts'
import type { EnterpriseRole, Role } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { type Context, hashToken } from '#platform/perform.ts'
import { findOffer, insertInvitation } from './link-store.ts'
import { expiryAfter, INVITATION_DAYS } from './tokens.ts'

/** An invitation to an enterprise as part of another deed, with a secret that the caller keeps. The database asks who may. */
export async function inviteTo(
  { tx, actor, now }: Context,
  to: { role: EnterpriseRole; enterpriseId: string; name: string; token: string },
): Promise<{ id: string; expiresAt: string }> {
  const expiresAt = expiryAfter(now, INVITATION_DAYS)
  const id = await insertInvitation(tx, {
    role: to.role,
    enterpriseId: to.enterpriseId,
    unitId: null,
    inCharge: false,
    name: to.name,
    by: { accountId: signedInPerson(actor).accountId, role: actor.role as Role },
    hash: hashToken(to.token),
    expiresAt,
  })
  return { id, expiresAt: expiresAt.toISOString() }
}

/** True while the secret gives its role: not used, renewed, revoked or run out. */
export async function isInvitationOpen(tx: Tx, token: string): Promise<boolean> {
  return (await findOffer(tx, hashToken(token)))?.state === 'open'
}
