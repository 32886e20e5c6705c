import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { readPackInForceHandler } from './operations/read-pack-in-force.ts'
import { tryRulesHandler } from './operations/try-rules.ts'

export { shippedPacks } from './load-pack.ts'
export { findPackInForce, keepPack, readKeptPack } from './store.ts'

export const rules: Capability = {
  name: 'rules',
  handlers: [readPackInForceHandler, tryRulesHandler],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
