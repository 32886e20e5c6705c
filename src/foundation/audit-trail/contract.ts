import { z } from 'zod'
import { exportOf, operation, PageQuery, page } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'

export const AuditRow = z.object({
  chainId: z.uuid(),
  seq: z.int(),
  at: z.iso.datetime(),
  accountId: z.uuid().nullable(),
  /** Where the reader may know it: colleagues, and oneself. */
  accountName: z.string().nullable(),
  role: z.string(),
  /** The role in words. */
  roleName: z.string(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  details: z.record(z.string(), z.unknown()),
  /** SHA-256 over the previous hash and the entry, hex */
  hash: z.string(),
})

export type AuditRow = z.infer<typeof AuditRow>

const Chain = {
  chainId: z.string().regex(/^[0-9a-f-]{36}$/),
  trail: z.enum(['workbench']).optional().describe('企业的履职工作台，只有企业自己看得到'),
}

export const listAudit = operation({
  name: 'audit.list',
  method: 'GET',
  path: '/audit/:chainId',
  title: '查看办理记录',
  doc: 'Entries of one chain (an enterprise, a unit, or all zeros for the platform), newest first; `from` and `to` are days in Beijing, both included.',
  input: z.object({
    ...Chain,
    from: CivilDate.optional(),
    to: CivilDate.optional(),
    ...PageQuery,
  }),
  output: page(AuditRow),
  refusals: [],
})

export const exportAudit = exportOf(listAudit, { name: 'audit.export', title: '导出办理记录' })

export const verifyAudit = operation({
  name: 'audit.verify',
  method: 'GET',
  path: '/audit/:chainId/verification',
  title: '核验办理记录',
  doc: 'Recomputes every link of a chain up to its head, which is kept apart; `brokenAt` is the number of the first entry that does not fit or is missing.',
  input: z.object(Chain),
  output: z.object({ entries: z.int(), brokenAt: z.int().nullable(), head: z.string() }),
  refusals: [],
})

export const verifySeals = operation({
  name: 'audit.verify-seals',
  method: 'GET',
  path: '/audit-seals/verification',
  title: '核验封存',
  doc: 'Recomputes every hourly seal over the heads of all chains, and compares each head with the entry that stands there today; `brokenAt` is the number of the first seal that does not fit, `root` the last good root.',
  input: z.object({}),
  output: z.object({ seals: z.int(), heads: z.int(), brokenAt: z.int().nullable(), root: z.string() }),
  refusals: [],
})
