import { z } from 'zod'
import { Bytes, operation, refusal, staleVersion, wrongState } from '#platform/operation.ts'
import { Fen } from '#platform/values/money.ts'
import { textSchema } from '#platform/values/text.ts'
import { YearMonth } from '#platform/values/year-month.ts'
import { ActionWords, actionLabels } from '#workbench/actions/contract.ts'
import { RecallDossier } from './dossier/contract.ts'
import { recalls } from './ledgers.ts'
import { RecallKind } from './schemes/contract.ts'

export const notReady = refusal({ code: 'recall-not-ready', status: 409, title: '还不能这样办理' })
export const unprintable = refusal({ code: 'unprintable-recall', status: 422, title: '文件排不下' })

export const labels = {
  title: '召回事项',
  what: '情况',
  kind: '产品类别',
  product: '产品',
  initiative: '召回方式',
  clue: '线索来源',
  knownAt: '首次知道时间',
  at: '发生时间',
  conditions: '情形',
  responsible: '召回负责人',
  incidentId: '隐患或事件',
  vetoId: '一票否决',
  note: '说明',
  toWhom: '报送或告知对象',
  how: '方式',
  values: '召回计划',
  done: '本阶段工作',
  deviation: '偏差和原因',
  next: '下一步安排',
  effect: '召回效果',
  disposal: '产品处置情况',
  improvement: '改进措施',
  account: '科目',
  month: '月份',
  amountFen: '金额',
  ...{ ownerId: actionLabels.ownerId, dueOn: actionLabels.dueOn },
}

const ofEnterprise = { enterpriseId: z.uuid() }
const ofRecall = { ...ofEnterprise, recordId: z.uuid() }
const deed = { ...ofRecall, version: z.int() }
const path = '/enterprises/:enterpriseId/recalls' as const
const one = `${path}/:recordId` as const
const long = textSchema({ max: 2000, lines: 'many' })
const longOrNone = textSchema({ max: 2000, min: 0, lines: 'many' })
const short = textSchema({ max: 100, min: 0 })
/** When it happened; now where it is left out. Not in the future, not before what it follows. */
const at = z.iso.datetime({ offset: true, error: '不是有效的时间。请重新选择。' }).optional()
const refusals = [staleVersion, wrongState, notReady]

const particulars = {
  title: textSchema({ max: 100 }),
  what: long,
  kind: RecallKind,
  product: z.uuid('没有选择。请从列表中选择。').nullable(),
  initiative: z.enum(['voluntary', 'ordered']),
  clue: z.enum(Object.keys(recalls.columns.clue.options), '不在可选的范围内。请从列表中选择。'),
  conditions: z.array(z.string().max(40)).max(20),
  responsible: z.uuid('没有选择。请从列表中选择。').nullable(),
  note: textSchema({ max: 500, min: 0, lines: 'many' }),
}

export const openRecall = operation({
  name: 'recall.open',
  method: 'POST',
  path,
  title: '登记召回线索',
  doc: 'A clue that a product may have a defect. `knownAt` is written once and never changed; it may not lie in the future. Clocks and form of the plan are those of the enterprise for the kind of product at this moment.',
  input: z.object({
    ...ofEnterprise,
    ...particulars,
    knownAt: at,
    incidentId: z.uuid().nullable().default(null),
    vetoId: z.uuid().nullable().default(null),
  }),
  output: RecallDossier,
  refusals: [notReady],
  labels,
})

export const readDossier = operation({
  name: 'recall.dossier',
  method: 'GET',
  path: `${one}/dossier`,
  title: '查看召回全部内容',
  doc: 'Clocks computed from what was recorded, figures counted from the two lists, plan, papers, course.',
  input: z.object(ofRecall),
  output: RecallDossier,
  refusals: [],
})

export const changeRecall = operation({
  name: 'recall.change',
  method: 'PUT',
  path: one,
  title: '修改召回内容',
  doc: 'Until it is closed; what stood there before is in the history. Another kind of product before the plan is reported takes its clocks and form.',
  input: z.object({ ...deed, ...particulars }),
  output: RecallDossier,
  refusals,
  labels,
})

const step = <I extends z.ZodRawShape>(of: {
  verb: string
  place: string
  title: string
  doc: string
  input: I
}) =>
  operation({
    name: `recall.${of.verb}`,
    method: 'POST',
    path: `${one}/${of.place}`,
    title: of.title,
    doc: of.doc,
    input: z.object({ ...deed, at, ...of.input }),
    output: RecallDossier,
    refusals,
    labels,
  })

export const investigateRecall = step({
  verb: 'investigate',
  place: 'investigation',
  title: '开始缺陷调查',
  doc: 'From the clue to the investigation.',
  input: { note: longOrNone },
})
export const concludeRecall = step({
  verb: 'conclude',
  place: 'conclusion',
  title: '认定缺陷',
  doc: 'The officer or the principal says whether there is a defect, and on what that rests.',
  input: { outcome: z.enum(['confirm', 'refute']), note: long },
})
export const resumeRecall = step({
  verb: 'resume',
  place: 'resumption',
  title: '重新进行',
  doc: 'A refuted clue is investigated again, a completed recall is carried on, and why.',
  input: { note: long },
})
export const reportPlan = step({
  verb: 'report-plan',
  place: 'plan-report',
  title: '报送召回计划',
  doc: 'Freezes the plan with the batches as a version of its own; after the first one `note` says what was changed and why.',
  input: { toWhom: textSchema({ max: 100 }), how: short, note: longOrNone },
})
export const startRecall = step({
  verb: 'start',
  place: 'start',
  title: '开始实施召回',
  doc: 'From the plan to its carrying out.',
  input: { note: longOrNone },
})
export const recordDeed = step({
  verb: 'record',
  place: 'deeds',
  title: '登记报告、公布和通知',
  doc: 'What was done towards authorities, sellers, users and the public, or came from an authority.',
  input: {
    kind: z.enum([
      'authority-told',
      'ordered',
      'objected',
      'published',
      'sellers-told',
      'users-told',
      'assessed',
    ]),
    toWhom: short,
    how: short,
    note: longOrNone,
  },
})
export const reportStage = step({
  verb: 'report-stage',
  place: 'stage-reports',
  title: '报送阶段报告',
  doc: 'Freezes the figures of this moment, what was recovered since the stage before, and the words.',
  input: { toWhom: textSchema({ max: 100 }), how: short, done: long, deviation: longOrNone, next: long },
})
export const completeRecall = step({
  verb: 'complete',
  place: 'completion',
  title: '完成实施',
  doc: 'Where not everything has come back `note` says what becomes of the rest.',
  input: { note: longOrNone },
})
export const reportSummary = step({
  verb: 'report-summary',
  place: 'summary-report',
  title: '报送召回总结',
  doc: 'Freezes the figures of the whole recall and what it taught.',
  input: { toWhom: textSchema({ max: 100 }), how: short, effect: long, disposal: long, improvement: long },
})
export const closeRecall = step({
  verb: 'close',
  place: 'closing',
  title: '关闭召回',
  doc: 'All actions have ended; clocks that were not seen to ask for a reason in `note`. Nothing changes afterwards.',
  input: { effect: long, note: longOrNone },
})

export const savePlan = operation({
  name: 'recall.save-plan',
  method: 'PUT',
  path: `${one}/plan`,
  title: '保存召回计划',
  doc: 'Fields of the form by their key; it may have gaps until it is reported.',
  input: z.object({
    ...deed,
    values: z.record(z.string().max(40), textSchema({ max: 3000, min: 0, lines: 'many' })),
  }),
  output: RecallDossier,
  refusals,
  labels,
})

export const addRecallAction = operation({
  name: 'recall.add-action',
  method: 'POST',
  path: `${one}/actions`,
  title: '增加召回措施',
  doc: 'Something to be done by a day because of the recall.',
  input: z.object({ ...ofRecall, ...ActionWords.shape }),
  output: z.object({ id: z.uuid() }),
  refusals: [notReady],
  labels,
})

export const setRecallCost = operation({
  name: 'recall.set-cost',
  method: 'POST',
  path: `${one}/costs`,
  title: '登记召回费用',
  doc: 'A cost of the recall, proposed to the ledger of quality costs (402 退货损失 unless told) as one line of this source. With `costId` the amount of an earlier one becomes another; 0 takes it back.',
  input: z.object({
    ...ofRecall,
    costId: z.uuid().nullable().default(null),
    account: z.enum(['402', '401', '302', '301'], '不在可选的范围内。请从列表中选择。'),
    month: YearMonth,
    amountFen: Fen.refine((fen) => fen >= 0, '小于 0。请核对。'),
    what: textSchema({ max: 100 }),
  }),
  output: RecallDossier,
  refusals: [notReady],
  labels,
})

export const printPaper = operation({
  name: 'recall.print',
  method: 'GET',
  path: `${one}/papers/:paper`,
  title: '打印召回文件',
  doc: 'Plan, stage report or summary as it was reported, as PDF (A4); `draft` is the plan as it stands now, marked 草稿.',
  input: z.object({ ...ofRecall, paper: z.union([z.uuid(), z.literal('draft')]) }),
  output: Bytes,
  refusals: [unprintable],
  givesBytes: { mediaTypes: ['application/pdf'] },
})
