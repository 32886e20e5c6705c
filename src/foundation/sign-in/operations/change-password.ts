import { signedIn } from '#platform/access/policy.ts'
import { tooManyTries } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { changePassword, wrongCredentials } from '../contract.ts'
import { describeAsker, ownEntry } from '../me.ts'
import { checkPassword, hashPassword } from '../password.ts'
import { signedInPerson } from '../person.ts'
import { FAILURE_LIMIT, LOCK_SECONDS } from '../session-limits.ts'
import { clearFailures, countFailure, endSessions, findAccount, lockedFor, setPassword } from '../store.ts'
import { loginDigest } from '../tries.ts'

export const changePasswordHandler = handle(changePassword, {
  subject: (ctx, _input: object) => describeAsker(ctx),
  policy: signedIn,
  audit: (_input, me) => ownEntry(me, 'account.password-changed'),
  async run(ctx, { current, next }, me) {
    const { accountId, sessionId } = signedInPerson(ctx.actor)
    // The same count as at the sign-in page: whoever finds an open session guesses no more often than anyone else.
    const digest = loginDigest(ctx, me.login)
    const locked = await lockedFor(ctx.tx, digest)
    if (locked > 0) {
      const minutes = Math.ceil(locked / 60)
      throw tooManyTries({ detail: `当前密码：错误次数过多，已暂停核对。请在 ${minutes} 分钟后再试。` })
    }
    const account = await findAccount(ctx.tx, { id: accountId })
    if (!(await checkPassword(account?.passwordHash, current))) {
      await countFailure(ctx.tx, digest, FAILURE_LIMIT, LOCK_SECONDS)
      return ctx.keepAndRefuse(wrongCredentials({ detail: '当前密码：不对。请重新填写。' }))
    }
    await clearFailures(ctx.tx, digest)
    await setPassword(ctx.tx, accountId, await hashPassword(next))
    return { endedSessions: await endSessions(ctx.tx, accountId, { allBut: sessionId }) }
  },
})
