import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { listOrgUnitChildrenHandler } from './operations/list-org-unit-children.ts'
import { listOrgUnitsHandler } from './operations/list-org-units.ts'
import { planPlantingHandler } from './operations/plan-planting.ts'
import { plantOrgUnitsHandler } from './operations/plant-org-units.ts'
import { readOrgUnitHandler } from './operations/read-org-unit.ts'
import { searchAreasHandler } from './operations/search-areas.ts'
import { searchOrgUnitsHandler } from './operations/search-org-units.ts'

export { areaFullName, areasByPrefix, childAreas, homeArea } from './areas.ts'
export { seedOrgUnits } from './plant.ts'
export { listUnits, unitNameOf } from './store.ts'
export { yichunTree } from './yichun-tree.ts'

export const orgUnits: Capability = {
  name: 'org-units',
  handlers: [
    searchAreasHandler,
    listOrgUnitsHandler,
    listOrgUnitChildrenHandler,
    searchOrgUnitsHandler,
    readOrgUnitHandler,
    planPlantingHandler,
    plantOrgUnitsHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
