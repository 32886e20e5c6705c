import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { addEnterpriseHandler } from './operations/add-enterprise.ts'
import { correctEnterpriseHandler } from './operations/correct-enterprise.ts'
import { decideDuplicateHandler } from './operations/decide-duplicate.ts'
import { decideHandoverHandler } from './operations/decide-handover.ts'
import { endEnterpriseHandler } from './operations/end-enterprise.ts'
import { keepCodeHandler } from './operations/keep-code.ts'
import { listDuplicatesHandler } from './operations/list-duplicates.ts'
import { listEnterpriseEventsHandler } from './operations/list-enterprise-events.ts'
import { listHandoversHandler } from './operations/list-handovers.ts'
import { proposeHandoverHandler } from './operations/propose-handover.ts'
import { readDuplicateHandler } from './operations/read-duplicate.ts'
import { resumeEnterpriseHandler } from './operations/resume-enterprise.ts'

export { placeEnterprise } from './place-enterprise.ts'
export { ownerOfCode } from './store.ts'

export const upkeep: Capability = {
  name: 'upkeep',
  handlers: [
    addEnterpriseHandler,
    correctEnterpriseHandler,
    endEnterpriseHandler,
    resumeEnterpriseHandler,
    keepCodeHandler,
    listEnterpriseEventsHandler,
    listHandoversHandler,
    proposeHandoverHandler,
    decideHandoverHandler,
    listDuplicatesHandler,
    readDuplicateHandler,
    decideDuplicateHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
