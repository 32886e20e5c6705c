import type { Actor } from './actor.ts'

/** `true`, or the reason in zh-CN why not. */
export type PolicyAnswer = true | string
/** Who may do what: pure, actor and subject in, answer out. */
export type Policy<S> = {
  (actor: Actor, subject: S): PolicyAnswer
  /** Set only by `open`: everyone, signed in or not, and why. */
  readonly openBecause?: string
}

/** The only way to say "everyone". */
export function open(why: string): Policy<unknown> {
  return Object.assign((): true => true, { openBecause: why })
}

/** Anyone who is signed in. */
export const signedIn: Policy<unknown> = (actor) => (actor.kind === 'visitor' ? '请先登录。' : true)
