import { open } from '#platform/access/policy.ts'
import { tooManyTries } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { signIn, wrongCredentials } from '../contract.ts'
import { ownEntry } from '../me.ts'
import { checkPassword } from '../password.ts'
import { FAILURE_LIMIT, LOCK_SECONDS } from '../session-limits.ts'
import { startSession } from '../start-session.ts'
import { clearFailures, countFailure, findAccount, lockedFor } from '../store.ts'
import { loginDigest } from '../tries.ts'

export const signInHandler = handle(signIn, {
  policy: open('nobody is signed in before signing in'),
  as: 'sign-in',
  audit: (_input, _subject, me) => ownEntry(me, 'session.signed-in'),
  async run(ctx, { login, password }) {
    const digest = loginDigest(ctx, login)
    const locked = await lockedFor(ctx.tx, digest)
    if (locked > 0) {
      throw tooManyTries({
        detail: `登录：密码错误次数过多，已暂停登录。请在 ${Math.ceil(locked / 60)} 分钟后再试。`,
      })
    }
    const account = await findAccount(ctx.tx, { login })
    if (!(await checkPassword(account?.passwordHash, password)) || !account) {
      await countFailure(ctx.tx, digest, FAILURE_LIMIT, LOCK_SECONDS)
      return ctx.keepAndRefuse(wrongCredentials({ detail: '登录：账号或密码不对。请核对后再试。' }))
    }
    await clearFailures(ctx.tx, digest)
    return startSession(ctx, account.id)
  },
})
