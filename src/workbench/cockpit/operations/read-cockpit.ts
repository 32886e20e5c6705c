import { mayReadOwn } from '#platform/access/own-enterprise.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { gatherConformity } from '#workbench/conformity/index.ts'
import { myStaffIds } from '#workbench/master-data/index.ts'
import { readCockpit } from '../contract.ts'
import { providedDue } from '../provided.ts'
import { findDue, findStandingVetoes } from '../store.ts'

export const readCockpitHandler = handle(readCockpit, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayReadOwn,
  async run({ tx, now }, { enterpriseId, whose, label, limit }) {
    const today = civilDateOf(now)
    const queries = providedDue()
    // Sent together and answered in one round trip.
    const [due, mine, vetoes, conformity] = await Promise.all([
      findDue(tx, queries, { enterpriseId, mineOnly: whose === 'mine', label, limit, today }),
      myStaffIds(tx),
      findStandingVetoes(tx, enterpriseId),
      gatherConformity(tx, enterpriseId, today),
    ])
    const { guide, totals, clauses } = conformity
    return {
      today,
      due: { ...due, labels: [...new Set(queries.map((each) => each.label))] },
      inStaff: mine.length > 0,
      vetoes,
      guide: { docNo: guide.docNo, sections: guide.sections },
      totals,
      clauses: clauses.map(({ id, section, state }) => ({ id, section, state })),
    }
  },
})
