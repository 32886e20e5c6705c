import { postNotice } from '#foundation/notices/index.ts'
import { handle } from '#platform/perform.ts'
import { advance, audited, loadFiling, saveStep } from '../advance.ts'
import { stepAtHand } from '../chain.ts'
import { returnFiling } from '../contract.ts'
import { kindNames } from '../domain.ts'
import { correctionDue } from '../plan.ts'
import { mayHandle } from '../policy.ts'
import { addDefects } from '../store.ts'

export const returnFilingHandler = handle(returnFiling, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayHandle,
  audit: audited('filing.returned', ({ defects }) => ({ places: defects.map((defect) => defect.place) })),
  async run(ctx, { version, defects }, { filing }) {
    const status = await advance(ctx, filing, 'return', version)
    await addDefects(ctx.tx, filing, defects)
    await postNotice(ctx.tx, {
      enterpriseId: filing.enterprise_id,
      kind: 'filing-returned',
      title: `${kindNames[filing.kind]}退回补正，共 ${defects.length} 处`,
      body: `${stepAtHand(filing.chain)?.unitName ?? filing.unit_name}已一次列出全部问题，请逐条修改后再次提交。`,
      link: `/filings/${filing.enterprise_id}/${filing.id}`,
    })
    const change = {
      status,
      confirmed_at: null,
      confirmed_by: null,
      confirmation_scan_id: null,
      desk_unit_id: null,
      desk_step: null,
      desk_due_on: await correctionDue(ctx, filing),
    }
    return saveStep(ctx, filing, change, { kind: 'returned', note: `${defects.length} 处` })
  },
})
