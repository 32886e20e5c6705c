import { postNotice } from '#foundation/notices/index.ts'
import { handle } from '#platform/perform.ts'
import { advance, audited, loadFiling, saveStep } from '../advance.ts'
import { acceptFiling } from '../contract.ts'
import { mayHandle } from '../policy.ts'

export const acceptFilingHandler = handle(acceptFiling, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayHandle,
  audit: audited('filing.accepted'),
  async run(ctx, { version }, { filing }) {
    const status = await advance(ctx, filing, 'accept', version)
    await postNotice(ctx.tx, {
      enterpriseId: filing.enterprise_id,
      kind: 'filing-accepted',
      title: '备案已受理',
      body: `${filing.unit_name}已受理${filing.person_name}的首席质量官备案。`,
      link: `/filings/${filing.enterprise_id}/${filing.id}`,
    })
    const accepted_by = 'accountId' in ctx.actor ? ctx.actor.accountId : null
    return saveStep(ctx, filing, { status, accepted_at: ctx.now, accepted_by }, { kind: 'accepted' })
  },
})
