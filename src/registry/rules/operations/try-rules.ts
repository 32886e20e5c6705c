import { signedIn } from '#platform/access/policy.ts'
import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { checkExtensions } from '../check-extensions.ts'
import { noPackInForce, tryRules } from '../contract.ts'
import { evaluate } from '../evaluate.ts'
import { allExtensionItems } from '../extensions.ts'
import { findPackInForce } from '../store.ts'

export const tryRulesHandler = handle(tryRules, {
  policy: signedIn,
  async run({ tx }, { unitId, onDate, facts }) {
    const loaded = await findPackInForce(tx, unitId, onDate)
    if (!loaded) throw noPackInForce({ detail: `规则：${onDate} 当地没有有效的规则包。请联系市级单位装载。` })
    const problems = checkExtensions(allExtensionItems(loaded.pack, onDate), facts.extensions ?? {})
    if (problems.length > 0) {
      const errors = problems.map(({ key, message }) => ({ path: `facts.extensions.${key}`, message }))
      throw invalidInput({ detail: errors.map(({ message }) => message).join(''), errors })
    }
    return evaluate(loaded, facts, onDate)
  },
})
