import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { listDutiesHandler } from './operations/list-duties.ts'

export { onTimeOf } from './domain.ts'
export { type AsOf, dutyStates, markDuty } from './duty-states.ts'

export const duties: Capability = {
  name: 'duties',
  handlers: [listDutiesHandler],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
