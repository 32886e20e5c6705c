import { handle } from '#platform/perform.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { listMemberships } from '../contract.ts'
import { rosterFacts } from '../facts.ts'
import { mayReadMemberships } from '../policy.ts'
import { presently } from '../present.ts'
import { findMemberships } from '../store.ts'

export const listMembershipsHandler = handle(listMemberships, {
  subject: async ({ tx }, { enterpriseId }) => ({ enterpriseId: (await getEnterprise(tx, enterpriseId)).id }),
  policy: mayReadMemberships,
  async run({ tx, now }, { enterpriseId }) {
    const { today, known } = presently(now)
    const [rows, facts] = await Promise.all([
      findMemberships(tx, enterpriseId, known),
      rosterFacts(tx, enterpriseId, today, known),
    ])
    return { rows, aboveScale: facts.aboveScale ?? null }
  },
})
