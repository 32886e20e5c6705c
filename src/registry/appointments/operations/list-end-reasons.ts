import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { findPackInForce } from '#registry/rules/index.ts'
import { listEndReasons } from '../contract.ts'
import { endReasonsOf } from '../end-reasons.ts'
import { maySee } from '../policy.ts'

export const listEndReasonsHandler = handle(listEndReasons, {
  subject: async ({ tx }, { enterpriseId }) => ({
    enterpriseId,
    unitId: (await getEnterprise(tx, enterpriseId)).unitId,
  }),
  policy: maySee,
  async run({ tx, now }, _input, { unitId }) {
    const loaded = await findPackInForce(tx, unitId, civilDateOf(now))
    return { rows: endReasonsOf(loaded?.pack) }
  },
})
