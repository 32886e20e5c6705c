import { z } from 'zod'
import { Bytes, operation, PageQuery, page, refusal, staleVersion, wrongState } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { PersonName } from '#platform/values/person-name.ts'
import { textSchema } from '#platform/values/text.ts'
import {
  AttachedPlan,
  ChangeCounts,
  ChangeRow,
  ColumnSet,
  Correction,
  DetailRow,
  Figure,
  PackCover,
  RosterVersion,
  UnitFigures,
} from './cover.ts'
import { figureKeys } from './figures.ts'

export const PackStatus = z.enum(['draft', 'sent', 'acknowledged', 'returned'])
export type PackStatus = z.infer<typeof PackStatus>

export const noReceiver = refusal({ code: 'no-receiver', status: 409, title: '没有可以上报的上级单位' })
export const draftExists = refusal({ code: 'draft-exists', status: 409, title: '已有一份没有报出的报送包' })
export const contentChanged = refusal({ code: 'content-changed', status: 409, title: '预览之后数据有了变化' })
export const keyNotReady = refusal({ code: 'key-not-ready', status: 409, title: '上级单位的公钥没有启用' })
export const packTooLarge = refusal({ code: 'pack-too-large', status: 422, title: '报送包太大' })
export const unprintableLetter = refusal({
  code: 'unprintable-letter',
  status: 422,
  title: '报送函印不下',
})

export const PackPeriod = z.object({ key: z.string(), label: z.string(), from: CivilDate, to: CivilDate })

/** A pack in a list. `delivery`: `here` both units use this installation; `to-file`, `from-file` it travels as a file. */
export const PackRow = z.object({
  unitId: z.uuid(),
  unitName: z.string(),
  id: z.uuid(),
  version: z.int(),
  status: PackStatus,
  receiverId: z.uuid(),
  receiverName: z.string(),
  delivery: z.enum(['here', 'to-file', 'from-file']).nullable(),
  number: z.string().nullable(),
  period: PackPeriod,
  asOf: CivilDate,
  sentAt: z.iso.datetime().nullable(),
  answeredAt: z.iso.datetime().nullable(),
  slips: z.int(),
})
export type PackRow = z.infer<typeof PackRow>

/** What the sender should look at before sending. */
export const OpenPoint = z.object({
  kind: z.enum(['roster', 'filing', 'detail', 'below', 'plan', 'rule', 'key', 'period', 'moved']),
  text: z.string(),
  /** Path inside the web application where it is put right. */
  link: z.string().nullable(),
})
export type OpenPoint = z.infer<typeof OpenPoint>

/** A pack as its two units read it: of a draft as it would be sent now, of a sent one as it was frozen. */
export const Pack = PackRow.extend({
  docNo: z.string(),
  remarks: z.string(),
  filledBy: z.string(),
  reviewedBy: z.string(),
  phone: z.string().describe('masked for the receiver: the office number of whoever filled it in'),
  knownAt: z.iso.datetime().describe('everything recorded until this instant counts'),
  rule: PackCover.shape.rule,
  rosters: z.array(RosterVersion),
  units: z.array(UnitFigures),
  total: z.array(Figure),
  changes: ChangeCounts,
  rows: z.int(),
  detail: ColumnSet,
  summary: ColumnSet,
  plan: AttachedPlan.nullable(),
  parts: z.array(z.object({ unitName: z.string(), number: z.string(), sha256: z.string() })),
  previous: z.string().nullable().describe('number of the pack before it'),
  base: z.string().nullable().describe('number of the pack since which changes are counted'),
  sha256: z.string().nullable(),
  spoken: z.string().nullable().describe('fingerprint of the key that signed'),
  /** SHA-256 over what a draft would freeze; sending asks for it. */
  digest: z.string().nullable(),
  openPoints: z.array(OpenPoint),
  receivedAt: z.iso.datetime().nullable(),
  answeredBy: z.string().nullable(),
  reasons: z.array(z.string()),
  corrections: z.array(
    z.object({
      no: z.int(),
      at: z.iso.datetime(),
      reason: z.string(),
      corrections: z.array(Correction),
      sha256: z.string(),
    }),
  ),
  /** The asker's unit has sent it (or will); otherwise it has received it. */
  own: z.boolean(),
})
export type Pack = z.infer<typeof Pack>

const ofUnit = { unitId: z.uuid() }
const ofPack = { ...ofUnit, packId: z.uuid() }
const versioned = { ...ofPack, version: z.coerce.number().int() }

export const readReportStanding = operation({
  name: 'report.standing',
  method: 'GET',
  path: '/units/:unitId/report-standing',
  title: '查看上报情况',
  doc: 'To whom and how often the unit reports (rule pack: flow.deadlines, else officePromise upwardReport; null 未规定), the period of today with its due date, and the draft there is.',
  input: z.object(ofUnit),
  output: z.object({
    unitName: z.string(),
    receiver: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    interval: z.string().nullable(),
    intervalSource: z.string().describe('文号和条款, or that it is a promise of the office'),
    period: PackPeriod,
    due: CivilDate.nullable(),
    /** The newest pack of the period that was sent. */
    sent: PackStatus.nullable(),
    /** The period before it ended without a pack. */
    missed: z.string().nullable(),
    draftId: z.uuid().nullable(),
    delivery: z.enum(['here', 'to-file']),
  }),
  refusals: [],
})

export const listReportPacks = operation({
  name: 'report.list',
  method: 'GET',
  path: '/units/:unitId/report-packs',
  title: '查看已上报的报送包',
  doc: "The unit's own packs, newest first.",
  input: z.object({ ...ofUnit, ...PageQuery }),
  output: page(PackRow),
  refusals: [],
})

const head = {
  asOf: CivilDate.describe('数据截止日'),
  docNo: textSchema({ max: 60, min: 0 }),
  remarks: textSchema({ max: 1000, min: 0, lines: 'many' }),
  filledBy: PersonName,
  reviewedBy: PersonName,
  phone: textSchema({ max: 30, min: 0 }),
}
const labels = {
  asOf: '数据截止日',
  docNo: '发文字号',
  remarks: '说明',
  filledBy: '填报人',
  reviewedBy: '审核人',
  phone: '联系电话',
  reason: '更正原因',
  corrections: '更正的数字',
  purpose: '用途',
}

export const prepareReport = operation({
  name: 'report.prepare',
  method: 'POST',
  path: '/units/:unitId/report-packs',
  title: '准备上报',
  doc: 'Starts the draft of a pack to the unit above (宜市市监联发〔2024〕9号 三（二）、三（三）2). One draft at a time; nothing leaves the unit yet.',
  input: z.object({ ...ofUnit, ...head }),
  output: PackRow,
  refusals: [noReceiver, draftExists],
  labels,
})

export const changeReport = operation({
  name: 'report.change',
  method: 'PUT',
  path: '/units/:unitId/report-packs/:packId',
  title: '修改报送包',
  doc: 'Date, persons and words of a draft; figures and rows follow from the records.',
  input: z.object({ ...versioned, ...head }),
  output: PackRow,
  refusals: [staleVersion, wrongState],
  labels,
})

export const discardReport = operation({
  name: 'report.discard',
  method: 'DELETE',
  path: '/units/:unitId/report-packs/:packId',
  title: '删除报送包草稿',
  doc: 'Only drafts; what was sent stays.',
  input: z.object(versioned),
  output: z.object({ discarded: z.boolean() }),
  refusals: [staleVersion, wrongState],
})

export const readReport = operation({
  name: 'report.read',
  method: 'GET',
  path: '/units/:unitId/report-packs/:packId',
  title: '查看报送包',
  doc: 'A pack as a whole without its rows: figures with numerator and denominator, versions of rules and lists, as-of day and recorded instant. `unitId` is the sender.',
  input: z.object(ofPack),
  output: Pack,
  refusals: [],
})

export const listReportRows = operation({
  name: 'report.rows',
  method: 'GET',
  path: '/units/:unitId/report-packs/:packId/rows',
  title: '查看附件2明细',
  doc: '附件2 part A as the pack has it, 身份证号 and 手机 masked.',
  input: z.object({ ...ofPack, ...PageQuery, limit: z.coerce.number().int().min(1).max(200).default(50) }),
  output: page(DetailRow),
  refusals: [],
})

export const listReportChanges = operation({
  name: 'report.changes',
  method: 'GET',
  path: '/units/:unitId/report-packs/:packId/changes',
  title: '查看新增、变更、更换和注销',
  doc: 'Filings registered since the pack before (三（三）2).',
  input: z.object({ ...ofPack, ...PageQuery, limit: z.coerce.number().int().min(1).max(200).default(50) }),
  output: page(ChangeRow),
  refusals: [],
})

export const sendReport = operation({
  name: 'report.send',
  method: 'POST',
  path: '/units/:unitId/report-packs/:packId/sending',
  title: '上报',
  doc: 'Numbers, freezes and signs the pack (Ed25519), seals its rows to the receiver (X25519, AES-256-GCM), and delivers it where the receiver uses this installation. `digest`: of the preview that was looked at; refused when the content has changed since.',
  input: z.object({ ...versioned, digest: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: PackRow,
  refusals: [staleVersion, wrongState, contentChanged, noReceiver, keyNotReady, packTooLarge],
})

export const fetchReportFile = operation({
  name: 'report.file',
  method: 'GET',
  path: '/units/:unitId/report-packs/:packId/pack.cqopack',
  title: '取报送包文件',
  doc: 'The signed file (docs/report-packs.md). Its rows are readable for the receiver alone.',
  input: z.object(ofPack),
  output: Bytes,
  refusals: [wrongState],
  givesBytes: { mediaTypes: ['application/octet-stream'] },
})

export const fetchReceiptFile = operation({
  name: 'report.receipt',
  method: 'GET',
  path: '/units/:unitId/report-packs/:packId/receipt.cqopack',
  title: '取回执文件',
  doc: 'The signed receipt of the receiver.',
  input: z.object(ofPack),
  output: Bytes,
  refusals: [wrongState],
  givesBytes: { mediaTypes: ['application/octet-stream'] },
})

export const exportReport = operation({
  name: 'report.workbook',
  method: 'POST',
  path: '/units/:unitId/report-packs/:packId/workbook',
  title: '导出附件2',
  doc: 'Workbook with part A, part B, changes and 附件3. 身份证号 and 手机 masked unless a purpose is given; the export is logged.',
  input: z.object({
    ...ofPack,
    purpose: z
      .string()
      .trim()
      .max(100)
      .refine((text) => text.length !== 1, '太短。请写清楚用来做什么。')
      .default(''),
  }),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
  unkeyed: true,
  labels,
})

export const printReportLetter = operation({
  name: 'report.letter',
  method: 'GET',
  path: '/units/:unitId/report-packs/:packId/letter.pdf',
  title: '打印报送函',
  doc: 'Cover letter in the layout of GB/T 9704-2012 with 附件2 part B (and 附件3) as landscape tables; no personal data beyond who filled it in.',
  input: z.object(ofPack),
  output: Bytes,
  refusals: [unprintableLetter],
  givesBytes: { mediaTypes: ['application/pdf'] },
})

/** Of one pack: what was compared, and the first difference. */
export const Verification = z.object({
  number: z.string(),
  compared: z.int(),
  differences: z.array(z.object({ where: z.string(), published: z.string(), recomputed: z.string() })),
})
export type Verification = z.infer<typeof Verification>

export const verifyReports = operation({
  name: 'report.verify',
  method: 'GET',
  path: '/units/:unitId/report-verification',
  title: '重算已上报的数字',
  doc: "Recomputes every figure of the unit's sent packs from the base tables, as of its day and as known at its instant, and checks signatures, digests and the chain. Stops at the first pack that differs.",
  input: z.object({ ...ofUnit, packId: z.uuid().optional() }),
  output: z.object({ rows: z.array(Verification), ok: z.boolean() }),
  refusals: [],
})

export const addReportSlip = operation({
  name: 'report.add-slip',
  method: 'POST',
  path: '/units/:unitId/report-packs/:packId/slips',
  title: '出具更正单',
  doc: 'A numbered, signed correction to a sent pack, which itself stays as it was.',
  input: z.object({
    ...ofPack,
    reason: textSchema({ max: 1000, min: 4, lines: 'many' }),
    corrections: z
      .array(
        z.object({
          unit: z.string().max(40),
          key: z.enum(figureKeys),
          numerator: z.int().min(0).max(100_000_000),
          denominator: z.int().min(0).max(100_000_000).nullable(),
        }),
      )
      .max(200),
  }),
  output: z.object({ no: z.int() }),
  refusals: [wrongState],
  labels,
})

export const fetchSlipFile = operation({
  name: 'report.slip-file',
  method: 'GET',
  path: '/units/:unitId/report-packs/:packId/slips/:slipNo/slip.cqopack',
  title: '取更正单文件',
  doc: 'The signed slip.',
  input: z.object({ ...ofPack, slipNo: z.coerce.number().int().min(1).max(10_000) }),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: ['application/octet-stream'] },
})
