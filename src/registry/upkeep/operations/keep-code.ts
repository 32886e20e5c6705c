import { staleVersion, wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { keepCode } from '../contract.ts'
import { mayUpkeep } from '../policy.ts'
import { updateCodeReason } from '../store.ts'

export const keepCodeHandler = handle(keepCode, {
  subject: ({ tx }, { enterpriseId }) => getEnterprise(tx, enterpriseId),
  policy: mayUpkeep,
  audit: (_input, { id }) => ({
    chain: { enterpriseId: id },
    action: 'enterprise.code-kept',
    subject: { type: 'enterprise', id },
  }),
  async run(ctx, { version, reason }, enterprise) {
    if (!enterprise.creditCodeWarning && enterprise.codeKind === 'credit-code') {
      throw wrongState({ detail: '统一社会信用代码：校验码相符，不需要写理由。请刷新后查看。' })
    }
    const by = 'name' in ctx.actor ? ctx.actor.name : ''
    if (!(await updateCodeReason(ctx.tx, enterprise.id, version, { reason, by, at: ctx.now }))) {
      throw staleVersion({ detail: '企业资料：您打开后已被改动。请刷新后再办理。' })
    }
    return getEnterprise(ctx.tx, enterprise.id)
  },
})
