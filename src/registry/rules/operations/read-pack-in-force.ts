import { signedIn } from '#platform/access/policy.ts'
import { handle } from '#platform/perform.ts'
import { noPackInForce, readPackInForce } from '../contract.ts'
import { findPackInForce } from '../store.ts'

export const readPackInForceHandler = handle(readPackInForce, {
  policy: signedIn,
  async run({ tx }, { unitId, onDate }) {
    const loaded = await findPackInForce(tx, unitId, onDate)
    if (!loaded) throw noPackInForce({ detail: `规则：${onDate} 当地没有有效的规则包。请联系市级单位装载。` })
    return loaded
  },
})
