import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

/** Everyone of the enterprise, and nobody else: what it has not shared no bureau sees. */
export function mayKeepMasterData(
  actor: Actor,
  { enterpriseId }: { readonly enterpriseId: string },
): PolicyAnswer {
  const own = actor.kind === 'enterprise' && actor.enterpriseId === enterpriseId
  return own ? true : '基础资料只供本企业使用。'
}
