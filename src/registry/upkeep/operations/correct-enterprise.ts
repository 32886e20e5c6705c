import { postNotice } from '#foundation/notices/index.ts'
import { newId } from '#platform/ids.ts'
import { staleVersion } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { getEnterprise, nameKeyOf, searchWordsOf } from '#registry/enterprises/index.ts'
import { codeTakenBy, readCode } from '../code.ts'
import { correctEnterprise } from '../contract.ts'
import { mayUpkeep } from '../policy.ts'
import { appendStateEvent, ownerOfCode, updateIdentity } from '../store.ts'

export const correctEnterpriseHandler = handle(correctEnterprise, {
  subject: ({ tx }, { enterpriseId }) => getEnterprise(tx, enterpriseId),
  policy: mayUpkeep,
  audit: ({ name, creditCode }, before) => ({
    chain: { enterpriseId: before.id },
    action: 'enterprise.corrected',
    subject: { type: 'enterprise', id: before.id },
    details: {
      fields: [
        ...(name === before.name ? [] : ['name']),
        ...(creditCode === before.creditCode ? [] : ['creditCode']),
      ],
    },
  }),
  async run(ctx, input, before) {
    const code = readCode(input.creditCode, input.oldNumber, input.codeReason || (before.codeReason ?? ''))
    if (code.creditCode !== before.creditCode) {
      const owner = await ownerOfCode(ctx.tx, code.creditCode)
      if (owner) throw codeTakenBy(owner)
    }
    const { key: nameKey, areas: nameAreas } = nameKeyOf(input.name)
    const person = 'accountId' in ctx.actor ? ctx.actor : { name: '', accountId: '' }
    const to = { ...code, name: input.name, nameKey, nameAreas, by: person.name, at: ctx.now }
    const searchWords = searchWordsOf(input.name)
    if (!(await updateIdentity(ctx.tx, before.id, input.version, { ...to, searchWords }))) {
      throw staleVersion({ detail: '企业资料：您打开后已被改动。请刷新后再更正。' })
    }
    await appendStateEvent(ctx.tx, before.id, {
      id: newId(),
      kind: 'corrected',
      endedAs: null,
      mergedInto: null,
      effectiveOn: civilDateOf(ctx.now),
      by: person.accountId,
      at: ctx.now,
      note: `原为 ${before.name}（${before.creditCode}）。${input.reason}`,
    })
    await postNotice(ctx.tx, {
      enterpriseId: before.id,
      kind: 'identity-corrected',
      title: `${before.unitName}更正了本企业的名称或代码`,
      body: `现为 ${input.name}（${code.creditCode}）。理由：${input.reason}`,
      link: `/enterprises/${before.id}`,
    })
    return getEnterprise(ctx.tx, before.id)
  },
})
