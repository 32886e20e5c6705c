import { signedIn } from '#platform/access/policy.ts'
import { handle } from '#platform/perform.ts'
import { changePassword, wrongCredentials } from '../contract.ts'
import { describeMe, ownEntry } from '../me.ts'
import { checkPassword, hashPassword } from '../password.ts'
import { signedInPerson } from '../person.ts'
import { endSessions, findAccount, setPassword } from '../store.ts'

export const changePasswordHandler = handle(changePassword, {
  subject: (ctx, _input: object) =>
    describeMe(ctx, signedInPerson(ctx.actor).accountId, signedInPerson(ctx.actor).grantId),
  policy: signedIn,
  audit: (_input, me) => ownEntry(me, 'account.password-changed'),
  async run(ctx, { current, next }) {
    const { accountId, sessionId } = signedInPerson(ctx.actor)
    const account = await findAccount(ctx.tx, { id: accountId })
    if (!(await checkPassword(account?.passwordHash, current))) {
      throw wrongCredentials({ detail: '当前密码：不对。请重新填写。' })
    }
    await setPassword(ctx.tx, accountId, await hashPassword(next))
    return { endedSessions: await endSessions(ctx.tx, accountId, { allBut: sessionId }) }
  },
})
