import { createAccount, hashPassword } from '#foundation/sign-in/index.ts'
import type { Context } from '#platform/perform.ts'

/** Makes an account with the login and password that its owner chose. @throws loginTaken */
export async function makeAccount(
  ctx: Context,
  { login, name, password }: { login: string; name: string; password: string },
): Promise<string> {
  return createAccount(ctx.tx, { login, name, passwordHash: await hashPassword(password) })
}
