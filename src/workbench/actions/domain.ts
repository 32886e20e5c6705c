import type { Action, ActionState } from './contract.ts'

/** What may be done with an action in each state; nothing any more once it is sealed. */
export const deeds = {
  change: { from: ['open'], to: 'open' },
  finish: { from: ['open'], to: 'done' },
  drop: { from: ['open'], to: 'dropped' },
  reopen: { from: ['done', 'dropped'], to: 'open' },
} as const satisfies Record<string, { from: readonly ActionState[]; to: ActionState }>
export type Deed = keyof typeof deeds

export function mayFollow(deed: Deed, { state, sealedAt }: Pick<Action, 'state' | 'sealedAt'>): boolean {
  return sealedAt === null && (deeds[deed].from as readonly ActionState[]).includes(state)
}

/** A later day, or none where there was one, is a delay: it asks for a reason. */
export function isDelay(before: string | null, after: string | null): boolean {
  return before !== null && (after === null || after > before)
}

/** Days before its day on which the owner of an action is reminded. */
export const REMIND_DAYS = 3
