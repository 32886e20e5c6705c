import { chainOf } from '#foundation/sign-in/index.ts'
import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { revokeInvitation } from '../contract.ts'
import { changeInvitation, getInvitation } from '../link-store.ts'
import { mayManage } from '../policy.ts'
import { describePost } from '../post-store.ts'

export const revokeInvitationHandler = handle(revokeInvitation, {
  subject: async (loading, { invitationId }) =>
    describePost(loading, await getInvitation(loading.tx, invitationId)),
  policy: mayManage,
  audit: ({ invitationId }, post) => ({
    chain: chainOf(post),
    action: 'invitation.revoked',
    subject: { type: 'invitation', id: invitationId },
    details: { given: post.role },
  }),
  async run({ tx }, { invitationId }) {
    if (!(await changeInvitation(tx, invitationId, 'revoked'))) {
      throw wrongState({ detail: '邀请：已被接受或已撤销。请刷新列表。' })
    }
    return { revoked: true as const }
  },
})
