import { postNotice } from '#foundation/notices/index.ts'
import { notFound } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { loadFiling } from '../advance.ts'
import { revealFiling } from '../contract.ts'
import { dividePersonal } from '../extensions/personal-items.ts'
import { mayReveal } from '../policy.ts'
import { judge } from '../present.ts'
import { privateLabels } from '../private-labels.ts'
import { openPrivate } from '../private-part.ts'
import type { FilingRecord } from '../store.ts'

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
    const { label, value } = await privateValue(ctx, filing, field)
    if (!value) throw notFound({ detail: `${label}：没有填写，没有可显示的内容。` })
    if (ctx.actor.kind === 'unit') {
      await postNotice(ctx.tx, {
        enterpriseId: filing.enterprise_id,
        kind: 'personal-data-revealed',
        title: '个人信息被查看',
        body: `${filing.unit_name} ${ctx.actor.name} 查看了${filing.person_name}的完整${label}。用途：${purpose}。`,
        link: `/filings/${filing.enterprise_id}/${filing.id}`,
      })
    }
    return { value }
  },
})

/** A private field of 附件1, or a personal 扩展项 as filled in. */
async function privateValue(ctx: Context, filing: FilingRecord, field: string) {
  const part = openPrivate(ctx.installation.sealer, filing)
  if (field in privateLabels) {
    const key = field as keyof typeof privateLabels
    return { label: privateLabels[key], value: part[key] }
  }
  const key = field.slice('extensions.'.length)
  const { asked } = await judge(ctx, filing)
  const { personal } = dividePersonal(filing.form.extensions, asked)
  const value = { ...personal, ...part.personal }[key]
  const label = asked.find((item) => item.key === key)?.label ?? '扩展项'
  return { label, value: value === undefined ? undefined : [value].flat().join('、') }
}
