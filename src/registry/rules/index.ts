import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { checkRulePackHandler } from './operations/check-rule-pack.ts'
import { listPacksHandler } from './operations/list-packs.ts'
import { loadRulePackHandler } from './operations/load-rule-pack.ts'
import { loadShippedPackHandler } from './operations/load-shipped-pack.ts'
import { readPackInForceHandler } from './operations/read-pack-in-force.ts'
import { readRulePackHandler } from './operations/read-rule-pack.ts'
import { tryRulesHandler } from './operations/try-rules.ts'

export { shippedPacks } from './load-pack.ts'
export { findPackInForce, keepPack, type PackFinder, packFinder, readKeptPack } from './store.ts'

export const rules: Capability = {
  name: 'rules',
  handlers: [
    readPackInForceHandler,
    tryRulesHandler,
    listPacksHandler,
    readRulePackHandler,
    checkRulePackHandler,
    loadRulePackHandler,
    loadShippedPackHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
