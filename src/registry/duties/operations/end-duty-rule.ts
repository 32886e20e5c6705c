import { staleVersion, wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { endDutyRule } from '../contract.ts'
import { loadOfUnit } from '../of-unit.ts'
import { maySetDuties } from '../policy.ts'
import { endRule, getRule } from '../rule-store.ts'

export const endDutyRuleHandler = handle(endDutyRule, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: maySetDuties,
  audit: ({ unitId, ruleId }) => ({
    chain: { unitId },
    action: 'duty-rule.ended',
    subject: { type: 'duty-rule', id: ruleId },
  }),
  async run({ tx, now }, { reason, ...of }) {
    const rule = await getRule(tx, of.unitId, of.ruleId)
    if (rule.endedOn) throw wrongState({ detail: `${rule.title}：已于 ${rule.endedOn} 停止。请刷新页面。` })
    if (!(await endRule(tx, of, { on: civilDateOf(now), reason }))) {
      throw staleVersion({ detail: `${rule.title}：别人刚改过。请刷新页面再办理。` })
    }
    return getRule(tx, of.unitId, of.ruleId)
  },
})
