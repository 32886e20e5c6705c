import { handle } from '#platform/perform.ts'
import { advance, audited, loadFiling, saveStep } from '../advance.ts'
import { withdrawFiling } from '../contract.ts'
import { mayFile } from '../policy.ts'

export const withdrawFilingHandler = handle(withdrawFiling, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayFile,
  audit: audited('filing.withdrawn'),
  async run(ctx, { version, reason }, { filing }) {
    const status = await advance(ctx, filing, 'withdraw', version)
    return saveStep(ctx, filing, { status }, { kind: 'withdrawn', note: reason })
  },
})
