import { handle } from '#platform/perform.ts'
import { isDirectoryScope } from '../indicators.ts'
import { listCoverageMembers } from '../lists/contract.ts'
import { pageOf, presentMember, readCursor } from '../pages.ts'
import { mayReadMembers } from '../policy.ts'
import { findPage } from '../store.ts'
import { atOf } from '../table.ts'

export const listCoverageMembersHandler = handle(listCoverageMembers, {
  subject: async (_ctx, { unitId, measure, scope }) => ({ unitId, measure, list: !isDirectoryScope(scope) }),
  policy: mayReadMembers,
  async run({ tx, now }, { unitId, scope, measure, text, cursor, limit, ...asked }) {
    const found = await findPage(tx, {
      ...atOf(asked, now),
      ...{ unitId, scope, measures: [measure], text: text || undefined },
      after: readCursor(cursor),
      limit: limit + 1,
    })
    const { shown, next } = pageOf(found.rows, limit)
    return { ...found, rows: shown.map(presentMember), next }
  },
})
