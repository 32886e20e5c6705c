import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { foldCoverageJob, gatherCoverageJob } from './jobs/fold-coverage.job.ts'
import { exportCoverageHandler } from './operations/export-coverage.ts'
import { exportCoverageMembersHandler } from './operations/export-coverage-members.ts'
import { exportMissingHandler } from './operations/export-missing.ts'
import { exportPublicCoverageHandler } from './operations/export-public-coverage.ts'
import { exportSamePersonsHandler } from './operations/export-same-persons.ts'
import { exportTrendHandler } from './operations/export-trend.ts'
import { listCoverageMembersHandler } from './operations/list-coverage-members.ts'
import { listIndicatorsHandler } from './operations/list-indicators.ts'
import { listMissingHandler } from './operations/list-missing.ts'
import { listSamePersonsHandler } from './operations/list-same-persons.ts'
import { readCoverageHandler } from './operations/read-coverage.ts'
import { readPublicCoverageHandler } from './operations/read-public-coverage.ts'
import { readTrendHandler } from './operations/read-trend.ts'
import { verifyCoverageHandler } from './operations/verify-coverage.ts'

export { coverageFigures, memberIds } from './figures.ts'
export { provideIndicator } from './providers.ts'

export const coverage: Capability = {
  name: 'coverage',
  handlers: [
    listIndicatorsHandler,
    readCoverageHandler,
    exportCoverageHandler,
    readTrendHandler,
    exportTrendHandler,
    listCoverageMembersHandler,
    exportCoverageMembersHandler,
    listMissingHandler,
    exportMissingHandler,
    listSamePersonsHandler,
    exportSamePersonsHandler,
    readPublicCoverageHandler,
    exportPublicCoverageHandler,
    verifyCoverageHandler,
  ],
  jobs: [foldCoverageJob, gatherCoverageJob],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
