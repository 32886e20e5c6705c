import { z } from 'zod'
import { filterSchema, keyTaken, ledgerContract } from '#platform/ledger/contract-of.ts'
import {
  Bytes,
  exportOf,
  operation,
  PageQuery,
  page,
  refusal,
  staleVersion,
  wrongState,
} from '#platform/operation.ts'
import { CivilDate, WrittenDate } from '#platform/values/civil-date.ts'
import { Fen } from '#platform/values/money.ts'
import { textSchema } from '#platform/values/text.ts'
import { certificates, instruments, uses } from './ledgers.ts'

export const instrumentContract = ledgerContract(instruments)
export const certificateContract = ledgerContract(certificates)
export const useContract = ledgerContract(uses)

/** What an instrument is on a day, in the words of its label (示例: every enterprise has its own rules for labels). */
export const stateNames = {
  ready: '合格在用',
  limited: '限用',
  pending: '待检',
  overdue: '超期',
  forbidden: '禁用',
  stopped: '停用',
  sealed: '封存',
  scrapped: '报废',
} as const
export type InstrumentState = keyof typeof stateNames
export const InstrumentState = z.enum(Object.keys(stateNames) as [InstrumentState, ...InstrumentState[]])

/** Colours that a label can have. */
export const labelColours = {
  green: '绿色',
  yellow: '黄色',
  red: '红色',
  blue: '蓝色',
  orange: '橙色',
  grey: '灰色',
  white: '白色',
} as const
export const LabelColour = z.enum(Object.keys(labelColours) as [keyof typeof labelColours])
export type LabelColour = z.infer<typeof LabelColour>

/** 示例: what many enterprises use; each changes it to its own. */
export const sampleColours: Readonly<Record<InstrumentState, LabelColour>> = {
  ready: 'green',
  limited: 'yellow',
  pending: 'orange',
  overdue: 'red',
  forbidden: 'red',
  stopped: 'blue',
  sealed: 'blue',
  scrapped: 'grey',
}

export const notToBeUsed = refusal({
  code: 'instrument-not-to-be-used',
  status: 409,
  title: '这件器具不能使用',
})
export const nothingToPrint = refusal({ code: 'nothing-to-print', status: 409, title: '没有可以打印的内容' })
export const tooManyToPrint = refusal({ code: 'too-many-to-print', status: 422, title: '太多，一次印不下' })

const base = '/enterprises/:enterpriseId/instruments' as const
const ofEnterprise = { enterpriseId: z.uuid() }
const ofRecord = { ...ofEnterprise, recordId: z.uuid(), version: z.int() }
const reason = textSchema({ max: 200 })
const Conclusion = z.enum(['pass', 'limited', 'fail'], '没有选择。请从列表中选择。')
const optional = (max: number) => textSchema({ max, min: 0 }).nullable().default(null)

export const certifyInstrument = operation({
  name: 'instrument.certify',
  method: 'POST',
  path: `${base}/:recordId/certificates`,
  title: '登记检定校准证书',
  doc: 'Records a certificate of an instrument. The due day follows from its day and the cycle: day + months − 1 day (计量法实施细则 第十二条). 不合格, or out of tolerance as it came in, opens a sweep of what was measured since the last good one. Money in 分.',
  input: z.object({
    ...ofRecord,
    certificateNo: textSchema({ max: 60 }),
    certifiedOn: WrittenDate,
    tracing: z.enum(['verification', 'calibration', 'own', 'comparison']).nullable().default(null),
    body: optional(100),
    conclusion: Conclusion,
    limits: optional(200),
    foundOff: z.boolean().default(false),
    fee: Fen.min(0, '金额不能是负数。请核对。').nullable().default(null),
    note: optional(300),
  }),
  output: certificateContract.Kept,
  refusals: [staleVersion, keyTaken],
  labels: {
    certificateNo: '证书号',
    certifiedOn: '检定校准日期',
    body: '机构',
    conclusion: '结论',
    limits: '限用范围',
    fee: '费用',
    note: '备注',
  },
})

export const voidCertificate = operation({
  name: 'instrument-certificate.void',
  method: 'POST',
  path: '/enterprises/:enterpriseId/instruments/certificates/:recordId/voiding',
  title: '作废证书',
  doc: 'A certificate that was recorded by mistake counts no more; it stays in the list of void ones, and the instrument follows from the one before it.',
  input: z.object({ ...ofRecord, reason }),
  output: certificateContract.Kept,
  refusals: [staleVersion, wrongState],
  labels: { reason: '作废原因' },
})

export const setStanding = operation({
  name: 'instrument.set-standing',
  method: 'POST',
  path: `${base}/:recordId/standing`,
  title: '停用、封存、报废或恢复使用',
  doc: 'Takes an instrument out of use, or back into it, with a reason. What is out of use falls not due.',
  input: z.object({
    ...ofRecord,
    to: z.enum(['in-use', 'stopped', 'sealed', 'scrapped']),
    on: WrittenDate,
    reason,
  }),
  output: instrumentContract.Kept,
  refusals: [staleVersion, wrongState],
  labels: { to: '办理', on: '日期', reason: '原因' },
})

export const Batch = z.object({
  batchNo: z.string(),
  /** Of the ledger of batches, where it is registered there. */
  batchId: z.uuid().nullable(),
  /** Whether it has left the house: 放行状态 of that ledger. */
  released: z.enum(['made', 'released', 'withdrawn']).nullable(),
  product: z.string().nullable(),
  uses: z.int(),
  characteristics: z.array(z.string()),
  from: CivilDate,
  to: CivilDate,
})
export type Batch = z.infer<typeof Batch>

/** What was measured between the last good certificate and the one that failed. */
export const Sweep = z.object({
  /** Day of the last good certificate; null where there is none: everything before counts. */
  since: CivilDate.nullable(),
  until: CivilDate,
  uses: z.int(),
  batches: z.int(),
  characteristics: z.array(z.object({ name: z.string(), uses: z.int() })),
  /** The first 500 by batch number. */
  rows: z.array(Batch),
})
export type Sweep = z.infer<typeof Sweep>

export const readSweep = operation({
  name: 'instrument-certificate.sweep',
  method: 'GET',
  path: '/enterprises/:enterpriseId/instruments/certificates/:recordId/sweep',
  title: '查看超差追溯',
  doc: 'What was measured with the instrument since the last good certificate before this one: batches, characteristics, counts, as the use log says now.',
  input: z.object({ ...ofEnterprise, recordId: z.uuid() }),
  output: Sweep,
  refusals: [],
})

export const evaluateSweep = operation({
  name: 'instrument-certificate.evaluate',
  method: 'POST',
  path: '/enterprises/:enterpriseId/instruments/certificates/:recordId/evaluation',
  title: '登记追溯评价',
  doc: 'Says whether what was measured is affected, and why; keeps how much was swept. With an effect an incident can be opened in the same act.',
  input: z.object({
    ...ofRecord,
    verdict: z.enum(['no-effect', 'affected'], '没有选择。请从列表中选择。'),
    evaluation: textSchema({ max: 1000, lines: 'many' }),
    openIncident: z.boolean().default(false),
  }),
  output: certificateContract.Kept,
  refusals: [staleVersion, wrongState],
  labels: { verdict: '结论', evaluation: '追溯评价' },
})

const Year = z.coerce.number('不是年份。请写四位年份。').int().min(2000).max(2199)
const inPlan = { ...ofEnterprise, year: Year, department: z.uuid().optional() }

export const readCalendar = operation({
  name: 'instrument.calendar',
  method: 'GET',
  path: `${base}/calendar`,
  title: '查看到期日历',
  doc: 'How many instruments in use are to be verified in each month of a year; how many are late today, fall due within 30 days, or wait for their first certificate; and how many sweeps nobody has evaluated.',
  input: z.object(inPlan),
  output: z.object({
    months: z.array(z.object({ month: z.string(), due: z.int(), mandatory: z.int() })),
    overdue: z.int(),
    soon: z.int(),
    pending: z.int(),
    sweeps: z.int(),
  }),
  refusals: [],
})

/** An instrument on a day of the plan of a year. */
export const Planned = z.object({
  id: z.uuid(),
  instrumentNo: z.string(),
  name: z.string(),
  model: z.string().nullable(),
  factoryNo: z.string().nullable(),
  department: z.string().nullable(),
  category: z.string().nullable(),
  mandatory: z.boolean().nullable(),
  tracing: z.string().nullable(),
  cycleMonths: z.int().nullable(),
  body: z.string().nullable(),
  lastOn: CivilDate.nullable(),
  plannedOn: CivilDate,
  /** Day of the certificate that followed; null while it is open. */
  doneOn: CivilDate.nullable(),
  /** The day has passed and nothing followed. */
  late: z.boolean(),
})
export type Planned = z.infer<typeof Planned>

export const listPlan = operation({
  name: 'instrument.plan',
  method: 'GET',
  path: `${base}/plan`,
  title: '查看周期检定计划',
  doc: '周期检定计划 of a year: the days on which certificates ended or end, what is done with its day, and the days that follow for instruments in use, if each time it is done on the due day. What is late counts on from today; late since before this year it stands on 1 January. At most five years ahead.',
  input: z.object({ ...inPlan, month: z.coerce.number().int().min(1).max(12).optional(), ...PageQuery }),
  output: page(Planned),
  refusals: [],
})

export const exportPlan = exportOf(listPlan, { name: 'instrument.export-plan', title: '导出周期检定计划' })

export const printPlan = operation({
  name: 'instrument.print-plan',
  method: 'GET',
  path: `${base}/plan/pdf`,
  title: '打印周期检定计划',
  doc: '周期检定计划 of a year or one month of it as PDF, at most 1,000 lines.',
  input: z.object({ ...inPlan, month: z.coerce.number().int().min(1).max(12).optional() }),
  output: Bytes,
  refusals: [nothingToPrint, tooManyToPrint],
  givesBytes: { mediaTypes: ['application/pdf'] },
})

export const printLabels = operation({
  name: 'instrument.print-labels',
  method: 'GET',
  path: `${base}/labels/pdf`,
  title: '打印器具标签',
  doc: 'A4 sheets of 24 labels with state, due day and a QR code that opens the instrument at `origin`, the address under which people reach this house. Takes the filters of the list; at most 480.',
  input: z.object({
    ...ofEnterprise,
    ...filterSchema(instruments),
    text: z.string().trim().max(60).optional(),
    ids: instrumentContract.list.input.shape.ids,
    origin: z
      .url({ protocol: /^https?$/, error: '网址：不是 http 或 https 地址。请从浏览器中打开本页后再打印。' })
      .max(200),
  }),
  output: Bytes,
  refusals: [nothingToPrint, tooManyToPrint],
  givesBytes: { mediaTypes: ['application/pdf'] },
})

const Colours = z.record(InstrumentState, LabelColour)

export const readLabelColours = operation({
  name: 'instrument.label-colours',
  method: 'GET',
  path: `${base}/label-colours`,
  title: '查看标签颜色',
  doc: 'Colour of the label for each state; the sample ones where the enterprise has not chosen.',
  input: z.object(ofEnterprise),
  output: z.object({ colours: Colours }),
  refusals: [],
})

export const setLabelColours = operation({
  name: 'instrument.set-label-colours',
  method: 'PUT',
  path: `${base}/label-colours`,
  title: '修改标签颜色',
  doc: 'Sets the colour of the label for each state.',
  input: z.object({ ...ofEnterprise, colours: Colours }),
  output: z.object({ colours: Colours }),
  refusals: [],
})

export const outcomes = { 'on-time': '按期', late: '逾期完成', open: '逾期未检' } as const
const Outcome = z.enum(['on-time', 'late', 'open'])

/** A certificate that ended in a period, and the one after it. */
export const Obligation = z.object({
  id: z.uuid(),
  instrumentId: z.uuid(),
  instrumentNo: z.string(),
  name: z.string(),
  department: z.string().nullable(),
  mandatory: z.boolean().nullable(),
  dueOn: CivilDate,
  doneOn: CivilDate.nullable(),
  outcome: Outcome,
})
export type Obligation = z.infer<typeof Obligation>

const ofPeriod = {
  ...ofEnterprise,
  from: CivilDate,
  to: CivilDate,
  department: z.uuid().optional(),
}

export const readRate = operation({
  name: 'instrument.rate',
  method: 'GET',
  path: `${base}/rate`,
  title: '查看周检率',
  doc: '周检率: certificates that ended in the period and had a successor by that day, over all that ended in it (示例口径). Counts only what has fallen due by today and what was in use on its due day.',
  input: z.object(ofPeriod),
  output: z.object({ until: CivilDate, due: z.int(), onTime: z.int(), late: z.int(), open: z.int() }),
  refusals: [],
})

export const listObligations = operation({
  name: 'instrument.obligations',
  method: 'GET',
  path: `${base}/obligations`,
  title: '查看周检明细',
  doc: 'What stands behind the 周检率, by due day.',
  input: z.object({ ...ofPeriod, outcome: Outcome.optional(), ...PageQuery }),
  output: page(Obligation),
  refusals: [],
})

export const exportObligations = exportOf(listObligations, {
  name: 'instrument.export-obligations',
  title: '导出周检明细',
})
