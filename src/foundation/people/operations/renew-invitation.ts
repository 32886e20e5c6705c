import { chainOf } from '#foundation/sign-in/index.ts'
import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { renewInvitation } from '../contract.ts'
import { changeInvitation, getInvitation } from '../link-store.ts'
import { mayManage } from '../policy.ts'
import { describePost } from '../post-store.ts'
import { expiryAfter, INVITATION_DAYS, newToken } from '../tokens.ts'

export const renewInvitationHandler = handle(renewInvitation, {
  subject: async (loading, { invitationId }) =>
    describePost(loading, await getInvitation(loading.tx, invitationId)),
  policy: mayManage,
  audit: ({ invitationId }, post) => ({
    chain: chainOf(post),
    action: 'invitation.renewed',
    subject: { type: 'invitation', id: invitationId },
    details: { given: post.role },
  }),
  async run({ tx, now }, { invitationId }) {
    const { token, hash } = newToken()
    const expiresAt = expiryAfter(now, INVITATION_DAYS)
    if (!(await changeInvitation(tx, invitationId, { hash, expiresAt }))) {
      throw wrongState({ detail: '邀请：已被接受或已撤销。请刷新列表；需要时重新邀请。' })
    }
    return { id: invitationId, token, expiresAt: expiresAt.toISOString() }
  },
})
