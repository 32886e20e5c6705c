import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { notFound } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { addAction } from '#workbench/actions/index.ts'
import { guide } from '../catalogue/guide.ts'
import { addClauseAction } from '../contract.ts'
import { findClause, sourceIdOf } from '../gather.ts'

export const addClauseActionHandler = handle(addClauseAction, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayWriteOwn,
  audit: ({ enterpriseId, clause }) => ({
    chain: { enterpriseId },
    action: 'conformity.action-added',
    subject: { type: 'clause', id: clause },
  }),
  async run(ctx, { enterpriseId, clause, what, ownerId, dueOn }) {
    if (!findClause(clause)) throw notFound({ detail: `条款：没有 ${clause}。请从条款符合度中选择。` })
    const source = {
      kind: 'clause',
      id: sourceIdOf(clause),
      number: `${guide.docNo} ${clause}`,
      path: `conformity/${clause}`,
    }
    return addAction(ctx, { enterpriseId, source, kind: 'gap', what, ownerId, dueOn })
  },
})
