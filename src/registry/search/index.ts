import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { fillOfficerWordsJob } from './jobs/fill-officer-words.job.ts'
import { findHandler } from './operations/find.ts'

export const search: Capability = {
  name: 'search',
  handlers: [findHandler],
  jobs: [fillOfficerWordsJob],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
