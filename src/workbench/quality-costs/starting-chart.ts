import type { Handled } from '#platform/perform.ts'
import { ensureChart } from './store.ts'

/** Whoever brings a list on the first day finds the usual accounts there, so that its names are known. */
export function withChart(handled: Handled): Handled {
  const { operation, handler } = handled
  return {
    operation,
    handler: {
      ...handler,
      async run(ctx, input, subject) {
        const { enterpriseId } = input as { enterpriseId?: string }
        if (enterpriseId !== undefined) await ensureChart(ctx.tx, enterpriseId, ctx.now)
        return handler.run(ctx, input, subject)
      },
    },
  }
}
