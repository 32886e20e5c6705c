import { signedIn } from '#platform/access/policy.ts'
import { handle } from '#platform/perform.ts'
import { noPackInForce, tryRules } from '../contract.ts'
import { evaluate } from '../evaluate.ts'
import { findPackInForce } from '../store.ts'

export const tryRulesHandler = handle(tryRules, {
  policy: signedIn,
  async run({ tx }, { unitId, onDate, facts }) {
    const loaded = await findPackInForce(tx, unitId, onDate)
    if (!loaded) throw noPackInForce({ detail: `规则：${onDate} 当地没有有效的规则包。请联系市级单位装载。` })
    return evaluate(loaded, facts, onDate)
  },
})
