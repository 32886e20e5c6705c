import type { Context } from '#platform/perform.ts'
import { type HoldAct, underHold } from './contract.ts'
import { addAttempt, holdAgainst, type Touched } from './store.ts'

/** Verbs as a refusal names them. */
export const actWords: Readonly<Record<HoldAct, string>> = {
  release: '放行',
  produce: '投产',
  order: '采购',
  accept: '验收',
  approve: '评为合格',
  use: '使用',
}

/**
 * Refuses a verb that touches anything under a hold, and keeps the attempt. To be called before the verb writes: what was
 * written earlier would be kept with it.
 * @throws underHold
 */
export async function refuseUnderHold(
  ctx: Context,
  deed: { enterpriseId: string; act: HoldAct; on: readonly Touched[]; what: string },
): Promise<void> {
  const { enterpriseId, act, on, what } = deed
  const hold = await holdAgainst(ctx.tx, enterpriseId, act, on)
  if (!hold) return
  const by =
    'accountId' in ctx.actor
      ? { accountId: ctx.actor.accountId, name: ctx.actor.name }
      : { accountId: null, name: '系统' }
  await addAttempt(ctx.tx, { enterpriseId, hold, act, what, at: ctx.now, by })
  ctx.keepAndRefuse(
    underHold({
      detail: `${what}：${hold.source_number}（${hold.subject_text}）已被首席质量官否决，不能${actWords[act]}，这次已记录在案。请按否决的解除条件处理，由在任首席质量官或指定代理人解除后再办理。`,
      clause: 'DB1302/T 589—2024 8.1 d）',
      details: { number: hold.source_number, path: hold.path, since: hold.since.toISOString() },
    }),
  )
}
