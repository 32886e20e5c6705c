import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { applyUnitDeedsJob } from './jobs/apply-unit-deeds.job.ts'
import { addOrgUnitHandler } from './operations/add-org-unit.ts'
import { changeOrgUnitHandler } from './operations/change-org-unit.ts'
import { endOrgUnitHandler } from './operations/end-org-unit.ts'
import { exportOrgUnitsHandler } from './operations/export-org-units.ts'
import { listOrgUnitChildrenHandler } from './operations/list-org-unit-children.ts'
import { planPlantingHandler } from './operations/plan-planting.ts'
import { plantOrgUnitsHandler } from './operations/plant-org-units.ts'
import { readOrgUnitHandler } from './operations/read-org-unit.ts'
import { readOrgUnitHistoryHandler } from './operations/read-org-unit-history.ts'
import { searchAreasHandler } from './operations/search-areas.ts'
import { searchOrgUnitsHandler } from './operations/search-org-units.ts'
import { undoUnitDeedHandler } from './operations/undo-unit-deed.ts'
import { uploadOrgUnitsHandler } from './operations/upload-org-units.ts'

export { areaFullName, areasByPrefix, childAreas, homeArea } from './areas.ts'
export { seedOrgUnits } from './plant.ts'
export { isUnitInForce, registeringUnitOf, unitNameOf, unitsAround } from './store.ts'
export { yichunTree } from './yichun-tree.ts'

export const orgUnits: Capability = {
  name: 'org-units',
  handlers: [
    searchAreasHandler,
    listOrgUnitChildrenHandler,
    searchOrgUnitsHandler,
    readOrgUnitHandler,
    planPlantingHandler,
    plantOrgUnitsHandler,
    readOrgUnitHistoryHandler,
    addOrgUnitHandler,
    changeOrgUnitHandler,
    endOrgUnitHandler,
    undoUnitDeedHandler,
    exportOrgUnitsHandler,
    uploadOrgUnitsHandler,
  ],
  jobs: [applyUnitDeedsJob],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
