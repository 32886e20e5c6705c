import { describeMe, ownEntry, setGrant, signedInPerson } from '#foundation/sign-in/index.ts'
import { signedIn } from '#platform/access/policy.ts'
import { newId } from '#platform/ids.ts'
import { handle, hashToken } from '#platform/perform.ts'
import { administratorsApart, joinByInvitation, roleHeld } from '../contract.ts'
import { acceptOffer } from '../link-store.ts'
import { refuseGuessing, refuseUnlessOpen } from '../tokens.ts'

export const joinByInvitationHandler = handle(joinByInvitation, {
  policy: signedIn,
  audit: (_input, _subject, me) => ownEntry(me, 'invitation.accepted', { given: me.grant.role }),
  async run(ctx, { token }) {
    await refuseGuessing(ctx)
    const { accountId, sessionId } = signedInPerson(ctx.actor)
    const grantId = newId()
    const state = await acceptOffer(ctx.tx, hashToken(token), accountId, grantId)
    if (state === 'held') throw roleHeld({ detail: '身份：您已经有这个身份。请在账号菜单中切换。' })
    if (state === 'administrators-apart') {
      throw administratorsApart({
        detail: '身份：您已是一类管理员。系统、安全、审计管理员须由三人分别担任，请由另一个人接受。',
        clause: 'GB/T 22239—2019 管理用户权限分离',
      })
    }
    await refuseUnlessOpen(ctx, state)
    await setGrant(ctx.tx, sessionId, grantId)
    return describeMe(ctx, accountId, grantId)
  },
})
