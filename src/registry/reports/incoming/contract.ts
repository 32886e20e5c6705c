import { z } from 'zod'
import { exportOf, operation, refusal, staleVersion, tooLarge, wrongState } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { PackPeriod, PackRow } from '../contract.ts'
import { FILE_LIMIT } from '../limits.ts'

/** Why a file is not taken: each is logged with the digest of the file. */
export const refusedFiles = {
  notAPack: refusal({ code: 'not-a-pack', status: 422, title: '不是报送文件' }),
  otherVersion: refusal({ code: 'other-pack-version', status: 422, title: '报送文件的格式版本不同' }),
  truncated: refusal({ code: 'pack-truncated', status: 422, title: '报送文件不完整' }),
  overLimit: refusal({ code: 'pack-over-limit', status: 422, title: '报送文件超过允许的大小' }),
  unknownKey: refusal({ code: 'unknown-key', status: 422, title: '不认识签名的密钥' }),
  tampered: refusal({ code: 'pack-tampered', status: 422, title: '报送文件被改动过' }),
  unreadable: refusal({ code: 'pack-unreadable', status: 422, title: '报送文件的内容读不懂' }),
  wrongReceiver: refusal({ code: 'wrong-receiver', status: 422, title: '不是报给本单位的' }),
  notBelow: refusal({ code: 'sender-not-below', status: 422, title: '报送单位不是本单位的下级' }),
  replayed: refusal({ code: 'pack-replayed', status: 409, title: '这份报送文件已经收过' }),
  outOfOrder: refusal({ code: 'pack-out-of-order', status: 409, title: '报送文件的次序不对' }),
  otherKind: refusal({ code: 'other-pack-kind', status: 422, title: '不是这里要的文件' }),
  unknownPack: refusal({ code: 'unknown-pack', status: 422, title: '没有对应的报送包' }),
} as const

const ofUnit = { unitId: z.uuid() }

/** A unit below in a period. */
export const IncomingRow = z.object({
  unitId: z.uuid(),
  unitName: z.string(),
  state: z.enum(['none', 'late', 'sent', 'acknowledged', 'returned']),
  /** Sent after the due date, or due and not sent. */
  late: z.boolean(),
  pack: PackRow.nullable().describe('the newest of the period'),
  /** Packs of whatever period that wait for an answer. */
  waiting: z.int(),
  filed: z.int().nullable(),
  aboveScale: z.int().nullable(),
  covered: z.int().nullable().describe('规上 among them that are filed'),
})
export type IncomingRow = z.infer<typeof IncomingRow>

export const listIncomingReports = operation({
  name: 'report.incoming',
  method: 'GET',
  path: '/units/:unitId/incoming-reports',
  title: '查看下级报送',
  doc: 'Every unit directly below with how it stands in a period (default: the one of today), and its newest pack.',
  input: z.object({
    ...ofUnit,
    on: CivilDate.optional().describe('any day of the period'),
    state: z.enum(['none', 'late', 'sent', 'acknowledged', 'returned']).optional(),
  }),
  output: z.object({
    period: PackPeriod,
    before: CivilDate.nullable().describe('a day of the period before'),
    after: CivilDate.nullable(),
    due: CivilDate.nullable(),
    counts: z.object({
      none: z.int(),
      late: z.int(),
      sent: z.int(),
      acknowledged: z.int(),
      returned: z.int(),
    }),
    rows: z.array(IncomingRow),
  }),
  refusals: [],
})

export const exportIncomingReports = exportOf(listIncomingReports, {
  name: 'report.export-incoming',
  title: '导出下级报送情况',
})

export const countIncomingReports = operation({
  name: 'report.count-incoming',
  method: 'GET',
  path: '/incoming-reports/count',
  title: '待回执的报送件数',
  doc: 'Packs that wait for an answer of my unit.',
  input: z.object({}),
  output: z.object({ waiting: z.int() }),
  refusals: [],
})

export const receiveReport = operation({
  name: 'report.receive',
  method: 'POST',
  path: '/units/:unitId/incoming-reports',
  title: '收下报送文件',
  doc: 'A pack or slip of a unit below that uses another installation, as a file (docs/report-packs.md). Signature, sender, receiver, order and chain are verified before anything is kept; a refusal is logged.',
  input: z.object(ofUnit),
  output: z.object({
    kind: z.enum(['pack', 'slip']),
    unitId: z.uuid(),
    packId: z.uuid(),
    number: z.string(),
    unitName: z.string(),
  }),
  refusals: [...Object.values(refusedFiles), tooLarge],
  takesBytes: { limit: FILE_LIMIT },
})

const several = z
  .array(z.object({ unitId: z.uuid(), packId: z.uuid(), version: z.int() }))
  .min(1)
  .max(200)

/** What became of each, in the order asked. */
export const Answered = z.object({
  done: z.int(),
  refused: z.array(z.object({ packId: z.uuid(), number: z.string(), reason: z.string() })),
})

export type Answered = z.infer<typeof Answered>

export const acknowledgeReports = operation({
  name: 'report.acknowledge',
  method: 'POST',
  path: '/units/:unitId/incoming-reports/acknowledgements',
  title: '接收报送',
  doc: 'Acknowledges packs with signed receipts; those that cannot be are told with the reason, the others are done.',
  input: z.object({ ...ofUnit, packs: several }),
  output: Answered,
  refusals: [staleVersion, wrongState],
  labels: { packs: '选中的报送包' },
})

export const returnReports = operation({
  name: 'report.return',
  method: 'POST',
  path: '/units/:unitId/incoming-reports/returns',
  title: '退回报送',
  doc: 'Returns packs with all reasons at once, in signed receipts. Only the newest of a unit: to an older one it sends a slip.',
  input: z.object({
    ...ofUnit,
    packs: several,
    reasons: z
      .array(textSchema({ max: 300, min: 4 }))
      .min(1)
      .max(20),
  }),
  output: Answered,
  refusals: [staleVersion, wrongState],
  labels: { packs: '选中的报送包', reasons: '退回的理由' },
})

export const takeReceipt = operation({
  name: 'report.take-receipt',
  method: 'POST',
  path: '/units/:unitId/report-receipts',
  title: '收下回执文件',
  doc: 'The receipt of the unit above that uses another installation. Verified as packs are; a refusal is logged.',
  input: z.object(ofUnit),
  output: z.object({ packId: z.uuid(), number: z.string(), result: z.enum(['acknowledged', 'returned']) }),
  refusals: [...Object.values(refusedFiles), tooLarge],
  takesBytes: { limit: FILE_LIMIT },
})
