import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { checkImportJob } from '#platform/ledger/check-import.job.ts'
import { documentHandlers } from './documents/handlers.ts'
import { dues, evidence } from './evidence.ts'
import { itemHandlers } from './items/handlers.ts'
import { itemParts } from './items/parts.ts'
import { planItems } from './ledgers.ts'
import { concludeHandlers } from './plan/conclude.ts'
import { planHandlers } from './plan/handlers.ts'
import { strategyHandlers } from './strategy/handlers.ts'

export const qualityPlans: Capability = {
  name: 'quality-plans',
  handlers: [...strategyHandlers, ...planHandlers, ...concludeHandlers, ...itemHandlers, ...documentHandlers],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  jobs: [checkImportJob(planItems, itemParts)] as unknown as readonly Job<never>[],
  evidence,
  due: dues,
}
