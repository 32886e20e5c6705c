import { postNotice } from '#foundation/notices/index.ts'
import { handle } from '#platform/perform.ts'
import { loadFiling } from '../advance.ts'
import { printFilingFormInFull } from '../contract.ts'
import { printFiling } from '../documents/print-filing.ts'
import { mayReveal } from '../policy.ts'

export const printFilingFormInFullHandler = handle(printFilingFormInFull, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayReveal,
  audit: ({ purpose }, { enterpriseId, filing }) => ({
    chain: { enterpriseId },
    action: 'filing.printed-in-full',
    subject: { type: 'filing', id: filing.id },
    details: { purpose },
  }),
  async run(ctx, { purpose }, { filing }) {
    const { bytes, fileName } = await printFiling(ctx, filing, 'full')
    if (ctx.actor.kind === 'unit') {
      await postNotice(ctx.tx, {
        enterpriseId: filing.enterprise_id,
        kind: 'personal-data-revealed',
        title: '个人信息被打印',
        body: `${filing.unit_name} ${ctx.actor.name} 打印了${filing.person_name}的完整备案表。用途：${purpose}。`,
        link: `/filings/${filing.enterprise_id}/${filing.id}`,
      })
    }
    return { pdf: Buffer.from(bytes).toString('base64'), fileName }
  },
})
