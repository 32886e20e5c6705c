import { handle } from '#platform/perform.ts'
import { listDutyRules } from '../contract.ts'
import { loadOfUnit } from '../of-unit.ts'
import { mayOversee } from '../policy.ts'
import { listRules } from '../rule-store.ts'

export const listDutyRulesHandler = handle(listDutyRules, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: mayOversee,
  run: async ({ tx }, { unitId }) => ({ rows: await listRules(tx, unitId) }),
})
