import { handle } from '#platform/perform.ts'
import { listPlanMembers } from '../contract.ts'
import { cursorOf, readCursor } from '../cursor.ts'
import { findMembers } from '../members-store.ts'
import { mayReadPlan } from '../policy.ts'
import { loadPlan, presently } from '../present.ts'

export const listPlanMembersHandler = handle(listPlanMembers, {
  subject: loadPlan,
  policy: mayReadPlan,
  async run(ctx, { cursor, limit, unitId: _, planId: __, ...query }, { plan }) {
    const isIndustry = ctx.actor.role === 'industry-officer'
    const found = await findMembers(ctx.tx, plan, presently(ctx.now), {
      ...query,
      ...(isIndustry && { state: undefined }),
      after: readCursor(cursor),
      limit: limit + 1,
    })
    const shown = found.rows.slice(0, limit)
    return {
      // Who has an officer is not told to the industry line.
      rows: isIndustry ? shown.map((row) => ({ ...row, state: null })) : shown,
      total: found.total,
      next: found.rows.length > limit ? cursorOf(shown.at(-1)) : null,
    }
  },
})
