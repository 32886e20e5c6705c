import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { reportIncidentHandler } from './operations/report-incident.ts'

export { openIncident } from './opening.ts'

export const incidents: Capability = {
  name: 'incidents',
  handlers: [reportIncidentHandler],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
