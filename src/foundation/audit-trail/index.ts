import type { Capability } from '#platform/capability.ts'
import { listAuditHandler } from './operations/list-audit.ts'
import { verifyAuditHandler } from './operations/verify-audit.ts'

export const auditTrail: Capability = {
  name: 'audit-trail',
  handlers: [listAuditHandler, verifyAuditHandler],
}
