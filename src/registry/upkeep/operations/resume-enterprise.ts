import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { resumeEnterprise } from '../contract.ts'
import { mayUpkeep } from '../policy.ts'
import { changeState } from '../state.ts'

export const resumeEnterpriseHandler = handle(resumeEnterprise, {
  subject: ({ tx }, { enterpriseId }) => getEnterprise(tx, enterpriseId),
  policy: mayUpkeep,
  audit: ({ effectiveOn }, { id }) => ({
    chain: { enterpriseId: id },
    action: 'enterprise.resumed',
    subject: { type: 'enterprise', id },
    details: { effectiveOn },
  }),
  async run(ctx, change, enterprise) {
    if (!enterprise.endedOn) throw wrongState({ detail: '企业：没有终止，不需要恢复。请刷新后查看。' })
    return changeState(ctx, enterprise, { ...change, endedAs: null })
  },
})
