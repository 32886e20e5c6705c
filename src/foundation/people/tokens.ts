import { randomBytes } from 'node:crypto'
import { countTry, lockedTries } from '#foundation/sign-in/index.ts'
import { tooManyTries } from '#platform/operation.ts'
import { type Context, hashToken } from '#platform/perform.ts'
import { linkSpent, linkUnknown } from './contract.ts'

const DAY_MS = 86_400_000
/** How long a link holds, in days. */
export const INVITATION_DAYS = 7
export const RESET_DAYS = 1
export const FIRST_LINK_DAYS = 1

/** A new secret for a link; the database gets only its hash. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashToken(token) }
}

export function expiryAfter(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY_MS)
}

/** Why a link does not work, in words; by the state that the database tells. */
const reasons: Readonly<Record<string, string>> = {
  used: '链接：已经用过。每个链接只能用一次；请直接登录。',
  accepted: '链接：邀请已被接受。每个链接只能用一次；请直接登录。',
  revoked: '链接：已被撤销。请联系邀请您的人。',
  voided: '链接：已被后发的链接代替或作废。请使用最后收到的链接。',
  expired: '链接：已过有效期。请联系发链接的人重新生成。',
  replaced: '链接：已被后一次启动打印的新链接代替。请使用控制台上最后打印的链接。',
  'not-needed': '链接：已经有系统管理员了。请直接登录，或请系统管理员邀请您。',
}

/** For the moment of use: what has been written goes with the refusal. */
export function refuseUnlessStillOpen(state: string): void {
  if (state !== 'open')
    throw linkSpent({ detail: reasons[state] ?? '链接：已经不能用。请重新打开链接查看原因。' })
}

/** A link that does not work says why; one that nobody issued is counted, so that links cannot be guessed at. */
export async function refuseUnlessOpen(ctx: Context, state: string | undefined): Promise<void> {
  if (state !== undefined && state !== 'unknown') return refuseUnlessStillOpen(state)
  await countTry(ctx, 'link')
  ctx.keepAndRefuse(linkUnknown({ detail: '链接：没有这个链接。请完整复制收到的链接，或请对方重新生成。' }))
}

/** @throws tooManyTries while the address has tried too many links that nobody issued */
export async function refuseGuessing(ctx: Context): Promise<void> {
  const locked = await lockedTries(ctx, 'link')
  if (locked === 0) return
  const minutes = Math.ceil(locked / 60)
  throw tooManyTries({ detail: `链接：错误次数过多，已暂停核对。请在 ${minutes} 分钟后再试。` })
}
