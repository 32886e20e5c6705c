import type { Context } from '#platform/perform.ts'
import { presently } from './present.ts'
import { getVersion } from './version-store.ts'

/** The day and the instant that are asked for: of a signed version its own. @throws notFound */
export async function momentOf(
  ctx: Context,
  rosterId: string,
  asked: { no?: number | undefined; onDate?: string | undefined; knownAt?: string | undefined },
): Promise<{ onDate: string; knownAt: Date }> {
  if (asked.no !== undefined) {
    const { effectiveOn, signedAt } = await getVersion(ctx.tx, rosterId, asked.no)
    return { onDate: effectiveOn, knownAt: new Date(signedAt) }
  }
  const { today, known } = presently(ctx.now)
  return { onDate: asked.onDate ?? today, knownAt: asked.knownAt ? new Date(asked.knownAt) : known }
}
