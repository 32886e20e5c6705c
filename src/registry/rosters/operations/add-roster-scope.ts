import { handle } from '#platform/perform.ts'
import { addRosterScope, scopeExists } from '../contract.ts'
import { mayAddScope } from '../policy.ts'
import { insertScope } from '../store.ts'

export const addRosterScopeHandler = handle(addRosterScope, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayAddScope,
  audit: (_input, { unitId }, scope) => ({
    chain: { unitId },
    action: 'roster.scope-added',
    subject: { type: 'roster-scope', id: scope.code },
  }),
  async run({ tx }, { unitId, ...scope }) {
    if (!(await insertScope(tx, unitId, scope))) {
      throw scopeExists({ detail: '名单种类：代码或名称已被使用。请选用已有的种类，或另取代码和名称。' })
    }
    return { ...scope, internal: false }
  },
})
