import { handle } from '#platform/perform.ts'
import { listPlanCandidates } from '../contract.ts'
import { cursorOf, readCursor } from '../cursor.ts'
import { findCandidates } from '../members-store.ts'
import { mayPreparePlan } from '../policy.ts'
import { loadPlan, presently } from '../present.ts'

export const listPlanCandidatesHandler = handle(listPlanCandidates, {
  subject: loadPlan,
  policy: mayPreparePlan,
  async run(ctx, { cursor, limit, unitId: _, planId: __, ...query }, { plan }) {
    const found = await findCandidates(ctx.tx, plan, presently(ctx.now), {
      ...query,
      after: readCursor(cursor),
      limit: limit + 1,
    })
    const shown = found.rows.slice(0, limit)
    return {
      rows: shown,
      total: found.total,
      next: found.rows.length > limit ? cursorOf(shown.at(-1)) : null,
    }
  },
})
