import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { listOrgUnitsHandler } from './operations/list-org-units.ts'

export { areaFullName, homeArea } from './areas.ts'
export { listUnits, seedOrgUnits, unitNameOf } from './store.ts'
export { yichunTree } from './yichun-tree.ts'

export const orgUnits: Capability = {
  name: 'org-units',
  handlers: [listOrgUnitsHandler],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
