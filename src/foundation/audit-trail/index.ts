import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { sealAuditJob } from './jobs/seal-audit.job.ts'
import { exportAuditHandler } from './operations/export-audit.ts'
import { listAuditHandler } from './operations/list-audit.ts'
import { verifyAuditHandler } from './operations/verify-audit.ts'
import { verifySealsHandler } from './operations/verify-seals.ts'

export const auditTrail: Capability = {
  name: 'audit-trail',
  handlers: [listAuditHandler, exportAuditHandler, verifyAuditHandler, verifySealsHandler],
  jobs: [sealAuditJob],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
