import { mayReadOwn } from '#platform/access/own-enterprise.ts'
import { notFound } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { readClause, readConformity } from '../contract.ts'
import { findClause, gatherClause, gatherConformity, guideHead, sourceIdOf } from '../gather.ts'

export const readConformityHandler = handle(readConformity, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayReadOwn,
  run: ({ tx, now }, { enterpriseId }) => gatherConformity(tx, enterpriseId, civilDateOf(now)),
})

export const readClauseHandler = handle(readClause, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayReadOwn,
  async run({ tx, now }, { enterpriseId, clause: id }) {
    const clause = findClause(id)
    if (!clause) throw notFound({ detail: `条款：没有 ${id}。请从条款符合度中选择。` })
    const today = civilDateOf(now)
    const { standing, words } = await gatherClause(tx, enterpriseId, clause, today)
    return { today, guide: guideHead, sourceId: sourceIdOf(id), clause: standing, words }
  },
})
