import { roleNames } from '#foundation/sign-in/index.ts'
import { open } from '#platform/access/policy.ts'
import { handle, hashToken } from '#platform/perform.ts'
import { lookInvitation } from '../contract.ts'
import { findOffer } from '../link-store.ts'
import { refuseGuessing, refuseUnlessOpen } from '../tokens.ts'

export const lookInvitationHandler = handle(lookInvitation, {
  policy: open('whoever has the link of an invitation reads what it offers'),
  async run(ctx, { token }) {
    await refuseGuessing(ctx)
    const offer = await findOffer(ctx.tx, hashToken(token))
    if (!offer) return refuseUnlessOpen(ctx, undefined) as never
    await refuseUnlessOpen(ctx, offer.state)
    return {
      role: offer.role,
      roleName: roleNames[offer.role],
      enterpriseId: offer.enterprise_id,
      unitId: offer.unit_id,
      place: offer.place ?? '',
      inCharge: offer.in_charge,
      name: offer.name,
      inviter: offer.inviter,
      expiresAt: offer.expires_at.toISOString(),
    }
  },
})
