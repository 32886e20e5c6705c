import { postNotice } from '#foundation/notices/index.ts'
import { notFound } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { loadFiling } from '../advance.ts'
import { revealFiling } from '../contract.ts'
import { mayReveal } from '../policy.ts'
import { privateLabels } from '../private-labels.ts'
import { openPrivate } from '../private-part.ts'

export const revealFilingHandler = handle(revealFiling, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayReveal,
  audit: ({ field, purpose }, { enterpriseId, filing }) => ({
    chain: { enterpriseId },
    action: 'filing.revealed',
    subject: { type: 'filing', id: filing.id },
    details: { field, purpose },
  }),
  async run(ctx, { field, purpose }, { filing }) {
    const value = openPrivate(ctx.installation.sealer, filing)[field]
    if (!value) throw notFound({ detail: `${privateLabels[field]}：没有填写，没有可显示的内容。` })
    if (ctx.actor.kind === 'unit') {
      await postNotice(ctx.tx, {
        enterpriseId: filing.enterprise_id,
        kind: 'personal-data-revealed',
        title: '个人信息被查看',
        body: `${filing.unit_name} ${ctx.actor.name} 查看了${filing.person_name}的完整${privateLabels[field]}。用途：${purpose}。`,
        link: `/filings/${filing.enterprise_id}/${filing.id}`,
      })
    }
    return { value }
  },
})
