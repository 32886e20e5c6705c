import { z } from 'zod'
import { operation, staleVersion } from '#platform/operation.ts'
import { textSchema } from '#platform/values/text.ts'

/** 消费品, 汽车, 食品, 其他: each has its own clocks and its own form of the plan. */
export const RecallKind = z.enum(['consumer', 'vehicle', 'food', 'other'])
export type RecallKind = z.infer<typeof RecallKind>

/** What is recorded of a recall, with the instant at which it happened. Clocks run from one to another. */
export const RecallEventKind = z.enum([
  'known',
  'investigating',
  'confirmed',
  'refuted',
  'reopened',
  'plan-reported',
  'started',
  'stage-reported',
  'completed',
  'resumed',
  'summary-reported',
  'closed',
  // Deeds towards others, recorded beside the steps.
  'authority-told',
  'ordered',
  'objected',
  'published',
  'sellers-told',
  'users-told',
  'assessed',
])
export type RecallEventKind = z.infer<typeof RecallEventKind>

/** Length of a clock; hours run from the instant, the others from the day, which itself does not count (民法典 第201条). */
export const ClockSpan = z.object({
  amount: z.int('不是整数。请填写整数。').min(1, '小于 1。请核对。').max(366, '大于 366。请换一个单位。'),
  unit: z.enum(['hour', 'workday', 'day', 'month']),
})
export type ClockSpan = z.infer<typeof ClockSpan>

/** A time limit: from what, to what, within which span, towards whom and by which document. */
export const RecallClock = z.object({
  key: z.string(),
  label: textSchema({ max: 60 }),
  from: RecallEventKind,
  to: RecallEventKind,
  /** A condition of the scheme, or `ordered`; null: always. */
  when: z.string().nullable(),
  /** Null: no document that we know prescribes one (未规定). */
  span: ClockSpan.nullable(),
  /** Again and again until the recall is completed. */
  every: z.boolean(),
  /** A right, not a duty: it is never overdue. */
  right: z.boolean(),
  addressee: textSchema({ max: 60, min: 0 }),
  source: textSchema({ max: 120, min: 0 }),
  /** Not used by this enterprise. */
  off: z.boolean(),
})
export type RecallClock = z.infer<typeof RecallClock>

/** A field of the form of the plan. */
export const PlanField = z.object({
  key: z.string().regex(/^[a-z][A-Za-z0-9-]{0,39}$/, '只能用字母和数字。请改用英文字母。'),
  group: textSchema({ max: 20 }),
  label: textSchema({ max: 40 }),
  kind: z.enum(['text', 'long', 'date']),
  required: z.boolean(),
  hint: textSchema({ max: 100, min: 0 }),
})
export type PlanField = z.infer<typeof PlanField>

/** Circumstances of a recall on which clocks depend. */
export const RecallCondition = z.object({ key: z.string(), label: z.string() })

/** Clocks and form of one kind of product, with the document they are from. All of it is an example to be checked. */
export const RecallScheme = z.object({
  kind: RecallKind,
  title: z.string(),
  source: textSchema({ max: 200 }),
  /** How long the papers are kept, in words. */
  retention: textSchema({ max: 100, min: 0 }),
  conditions: z.array(RecallCondition),
  clocks: z.array(RecallClock),
  fields: z.array(PlanField).min(1).max(60, '最多 60 项。请合并。'),
})
export type RecallScheme = z.infer<typeof RecallScheme>

export const SchemeInUse = RecallScheme.extend({
  /** 0: as shipped. */
  version: z.int(),
  changedAt: z.iso.datetime().nullable(),
  changedByName: z.string().nullable(),
})
export type SchemeInUse = z.infer<typeof SchemeInUse>

export const listSchemes = operation({
  name: 'recall-scheme.list',
  method: 'GET',
  path: '/enterprises/:enterpriseId/recall-schemes',
  title: '查看召回期限与表格',
  doc: 'Clocks and form of the plan of each kind of product, as this enterprise uses them. Shipped values are examples (示例) with their source.',
  input: z.object({ enterpriseId: z.uuid() }),
  output: z.object({ schemes: z.array(SchemeInUse) }),
  refusals: [],
})

export const changeScheme = operation({
  name: 'recall-scheme.change',
  method: 'PUT',
  path: '/enterprises/:enterpriseId/recall-schemes/:kind',
  title: '修改召回期限与表格',
  doc: 'Spans, addressees, sources and the fields of the plan for recalls that begin from now on; `scheme` null goes back to what is shipped. From what to what a clock runs is not changed.',
  input: z.object({
    enterpriseId: z.uuid(),
    kind: RecallKind,
    version: z.int(),
    scheme: z
      .object({
        source: RecallScheme.shape.source,
        retention: RecallScheme.shape.retention,
        clocks: z
          .array(
            RecallClock.pick({
              key: true,
              label: true,
              span: true,
              addressee: true,
              source: true,
              off: true,
            }),
          )
          .max(30),
        fields: RecallScheme.shape.fields,
      })
      .nullable(),
  }),
  output: SchemeInUse,
  refusals: [staleVersion],
  labels: {
    label: '名称',
    span: '期限',
    amount: '期限',
    addressee: '报送对象',
    source: '依据',
    fields: '表格项目',
  },
})
