import { handle } from '#platform/perform.ts'
import { readEnterprise } from '../contract.ts'
import { mayRead } from '../policy.ts'
import { getEnterprise } from '../store.ts'

export const readEnterpriseHandler = handle(readEnterprise, {
  subject: ({ tx }, { enterpriseId }) => getEnterprise(tx, enterpriseId),
  policy: mayRead,
  run: async (_ctx, _input, enterprise) => enterprise,
})
