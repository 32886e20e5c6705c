import { z } from 'zod'
import { Bytes, operation, PageQuery, page, refusal, wrongState } from '#platform/operation.ts'
import { textSchema } from '#platform/values/text.ts'
import { Conformity, Totals } from '../contract.ts'

/** What a 条款符合度报告 froze: the clauses as they stood, whose, and as of when. */
export const ReportContent = Conformity.extend({
  enterprise: z.object({ name: z.string(), creditCode: z.string() }),
  number: z.string(),
  asOf: z.iso.datetime(),
  madeBy: z.string(),
})
export type ReportContent = z.infer<typeof ReportContent>

/** FH-2026-003 */
export const ReportHead = z.object({
  id: z.uuid(),
  number: z.string(),
  asOf: z.iso.datetime(),
  madeBy: z.string(),
  totals: Totals,
  /** SHA-256 of the content as it is kept, hex. */
  digest: z.string(),
  /** Units that can open it now. */
  sharedWith: z.array(z.string()),
})
export type ReportHead = z.infer<typeof ReportHead>

/** Who of the unit opened it, and how. */
export const Opening = z.object({
  how: z.enum(['read', 'printed']),
  byName: z.string(),
  unitName: z.string(),
  at: z.iso.datetime(),
})
export type Opening = z.infer<typeof Opening>

export const Share = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  unitName: z.string(),
  sharedAt: z.iso.datetime(),
  sharedBy: z.string(),
  withdrawnAt: z.iso.datetime().nullable(),
  withdrawnBy: z.string().nullable(),
  /** The newest 100. */
  openings: z.array(Opening),
})
export type Share = z.infer<typeof Share>

export const Report = ReportHead.extend({
  content: ReportContent,
  /** The content is still what the digest was taken of. */
  intact: z.boolean(),
  shares: z.array(Share),
  /** The unit responsible today, with which it can be shared. */
  unit: z.object({ id: z.uuid(), name: z.string() }).nullable(),
})
export type Report = z.infer<typeof Report>

export const otherUnit = refusal({ code: 'other-unit', status: 409, title: '接收单位不对' })
export const otherContent = refusal({ code: 'other-content', status: 409, title: '不是所看到的那份报告' })
export const alreadyShared = refusal({ code: 'already-shared', status: 409, title: '已经共享' })

const ofEnterprise = { enterpriseId: z.uuid() }
const ofReport = { ...ofEnterprise, reportId: z.uuid() }
const path = '/enterprises/:enterpriseId/conformity/reports' as const

export const freezeReport = operation({
  name: 'conformity-report.freeze',
  method: 'POST',
  path,
  title: '出具条款符合度报告',
  doc: 'Keeps the state of every clause as it is at this moment, with its records and own words, under a number and a digest. Nothing of it changes afterwards; nobody else sees it before it is shared.',
  input: z.object(ofEnterprise),
  output: ReportHead,
  refusals: [],
})

export const listReports = operation({
  name: 'conformity-report.list',
  method: 'GET',
  path,
  title: '查看条款符合度报告',
  doc: 'Frozen reports of the enterprise, the newest first.',
  input: z.object({ ...ofEnterprise, ...PageQuery }),
  output: page(ReportHead),
  refusals: [],
})

export const readReport = operation({
  name: 'conformity-report.read',
  method: 'GET',
  path: `${path}/:reportId`,
  title: '查看一份条款符合度报告',
  doc: 'What was frozen, whether it is intact, with whom it is or was shared, and who opened it.',
  input: z.object(ofReport),
  output: Report,
  refusals: [],
})

export const printReport = operation({
  name: 'conformity-report.print',
  method: 'GET',
  path: `${path}/:reportId/pdf`,
  title: '打印条款符合度报告',
  doc: 'The frozen report as PDF, A4, with as-of time and digest.',
  input: z.object(ofReport),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: ['application/pdf'] },
})

export const shareReport = operation({
  name: 'conformity-report.share',
  method: 'POST',
  path: `${path}/:reportId/shares`,
  title: '共享条款符合度报告',
  doc: 'The officer or the principal lets the unit responsible read this frozen report. `toUnitId` and `digest` are those that he was shown.',
  input: z.object({
    ...ofReport,
    toUnitId: z.uuid(),
    digest: z.string().regex(/^[0-9a-f]{64}$/, '不是报告的校验值。请从报告页面共享。'),
  }),
  output: Report,
  refusals: [otherUnit, otherContent, alreadyShared],
})

export const withdrawShare = operation({
  name: 'conformity-report.withdraw',
  method: 'POST',
  path: `${path}/:reportId/shares/:shareId/withdrawal`,
  title: '撤回共享',
  doc: 'From now on the unit cannot open the report; who had opened it stays on record.',
  input: z.object({ ...ofReport, shareId: z.uuid() }),
  output: Report,
  refusals: [wrongState],
})

/** A shared report in the list of the unit that received it. */
export const SharedReport = z.object({
  shareId: z.uuid(),
  enterpriseId: z.uuid(),
  enterpriseName: z.string(),
  number: z.string(),
  asOf: z.iso.datetime(),
  sharedAt: z.iso.datetime(),
  sharedBy: z.string(),
  totals: Totals,
})
export type SharedReport = z.infer<typeof SharedReport>

const ofUnit = { unitId: z.uuid() }
const ofShare = { ...ofUnit, shareId: z.uuid() }
const ofUnitPath = '/units/:unitId/shared-reports' as const

export const listSharedReports = operation({
  name: 'shared-report.list',
  method: 'GET',
  path: ofUnitPath,
  title: '查看企业共享的符合度报告',
  doc: 'Reports that enterprises in the care of the unit have shared with it and not taken back, the newest first.',
  input: z.object({ ...ofUnit, text: textSchema({ max: 60, min: 0 }).optional(), ...PageQuery }),
  output: page(SharedReport),
  refusals: [],
  labels: { text: '企业名称' },
})

export const openSharedReport = operation({
  name: 'shared-report.open',
  method: 'POST',
  path: `${ofUnitPath}/:shareId/opening`,
  title: '打开企业共享的报告',
  doc: 'The frozen report. That and by whom it was opened is recorded once a day for each reader, and shown to the enterprise.',
  input: z.object(ofShare),
  output: SharedReport.extend({ content: ReportContent, digest: z.string(), intact: z.boolean() }),
  refusals: [],
  unkeyed: true,
})

export const printSharedReport = operation({
  name: 'shared-report.print',
  method: 'POST',
  path: `${ofUnitPath}/:shareId/pdf`,
  title: '打印企业共享的报告',
  doc: 'The frozen report as PDF; the printing is recorded and shown to the enterprise.',
  input: z.object(ofShare),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: ['application/pdf'] },
  unkeyed: true,
})
