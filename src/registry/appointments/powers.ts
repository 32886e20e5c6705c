import { invalidInput } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { findPackInForce } from '#registry/rules/index.ts'

type Granting = {
  readonly enterpriseId: string
  readonly termFrom: string
  readonly powers: readonly string[]
}

/** What may be granted, by id: the powers of the rules at the beginning of the term; today's where there were none yet. */
export async function powersFor(ctx: Context, { enterpriseId, termFrom }: Omit<Granting, 'powers'>) {
  const { unitId } = await getEnterprise(ctx.tx, enterpriseId)
  const loaded =
    (await findPackInForce(ctx.tx, unitId, termFrom)) ??
    (await findPackInForce(ctx.tx, unitId, civilDateOf(ctx.now)))
  return new Map(loaded?.pack.powers.map(({ id, title }) => [id, title]))
}

/** A power that no rule names is not granted: it would stand in the letter as it was sent. */
export async function refuseUnknownPowers(ctx: Context, granting: Granting): Promise<void> {
  if (granting.powers.length === 0) return
  const known = await powersFor(ctx, granting)
  const unknown = granting.powers.filter((id) => !known.has(id))
  if (unknown.length === 0) return
  const message = `授予的职权：任期开始当日的规则里没有“${unknown.join('”、“')}”。请从列出的职权重新选择。`
  throw invalidInput({ detail: message, errors: [{ path: 'powers', message }] })
}
