import { postNotice } from '#foundation/notices/index.ts'
import { handle } from '#platform/perform.ts'
import { advance, audited, loadFiling, saveStep } from '../advance.ts'
import { withdrawFiling } from '../contract.ts'
import { kindNames } from '../domain.ts'
import { mayFile } from '../policy.ts'

export const withdrawFilingHandler = handle(withdrawFiling, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayFile,
  audit: audited('filing.withdrawn'),
  async run(ctx, { version, reason }, { filing }) {
    const status = await advance(ctx, filing, 'withdraw', version)
    if (filing.submitted_at) {
      await postNotice(ctx.tx, {
        unitId: filing.desk_unit_id ?? filing.unit_id,
        kind: 'filing-withdrawn',
        title: `${filing.enterprise_name}撤回了${kindNames[filing.kind]}`,
        body: reason || `首席质量官${filing.person_name}。`,
        link: `/filings/${filing.enterprise_id}/${filing.id}`,
      })
    }
    return saveStep(
      ctx,
      filing,
      { status, desk_unit_id: null, desk_step: null, desk_due_on: null },
      { kind: 'withdrawn', note: reason },
    )
  },
})
