import { handle } from '#platform/perform.ts'
import { addEnterprise } from '../contract.ts'
import { placeEnterprise } from '../place-enterprise.ts'
import { mayUpkeep } from '../policy.ts'

export const addEnterpriseHandler = handle(addEnterprise, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayUpkeep,
  audit: (_input, _subject, enterprise) => ({
    chain: { enterpriseId: enterprise.id },
    action: 'enterprise.added',
    subject: { type: 'enterprise', id: enterprise.id },
    details: { codeKept: enterprise.codeReason !== null },
  }),
  run: placeEnterprise,
})
