import * as z from 'zod'
import { ADMINISTRATIVE_LEVELS, codesOf } from './code-lists.ts'
import { Id, Span, Strength, Test } from './condition.ts'

export const text = (max: number) => z.string().min(1).max(max)
export const cited = {
  clause: text(100).nullable().default(null).describe('条款号，如 三（一）2；null 表示文件没有写'),
  docNo: text(100).optional().describe('条款出自别的文件时写其文号'),
  note: z.string().max(1000).optional().describe('说明；不是文件原文的以“示例”开头'),
}

/** A civil date in Asia/Shanghai, YYYY-MM-DD. */
export const CivilDate = z.string().refine((value) => z.iso.date().safeParse(value).success, {
  params: { reason: '不是有效的日期', remedy: '写成 YYYY-MM-DD，例如 2024-05-06。' },
})

/** GB/T 2260 province, city or county code (2, 4 or 6 digits, by prefix), or a unit's own code beginning with a letter. */
export const Area = z
  .string()
  .refine((value) => /^(\d{2}|\d{4}|\d{6}|[A-Za-z][A-Za-z0-9-]{0,31})$/.test(value), {
    params: {
      reason: '不是行政区划代码，也不是单位代码',
      remedy: '写 2、4 或 6 位行政区划代码并加引号，例如 "3609"；或写以字母开头的单位代码。',
    },
  })

export const AdministrativeLevel = z.enum(codesOf(ADMINISTRATIVE_LEVELS))
export type AdministrativeLevel = z.infer<typeof AdministrativeLevel>

/** A length of time; the unit `workday` counts 工作日. */
export const Period = z.strictObject({
  amount: z.int().min(1).max(1000),
  unit: z.enum(['workday', 'day', 'month', 'year']),
  ...cited,
})
export type Period = z.infer<typeof Period>

/** Which filings ask for a fact: 新报, 变更, 更换, 注销. */
export const FILING_KINDS = ['new', 'change', 'replace', 'cancel'] as const

/** A fact that only this pack asks for; shown as 扩展项 in the form and usable in its conditions by key. */
export const PackFact = z.strictObject({
  key: z.string().refine((value) => /^[a-z][A-Za-z0-9]{0,39}$/.test(value), {
    params: {
      reason: '事项的 key 须以小写字母开头，只用字母和数字，最多 40 个',
      remedy: '改成例如 titleInRelatedField 的写法。',
    },
  }),
  label: text(100),
  type: z.enum(['level', 'choice', 'number', 'boolean', 'text', 'date', 'list']),
  options: z
    .array(
      z.strictObject({
        code: text(64),
        label: text(100),
        none: z.boolean().optional().describe('true：选这一项表示没有，不用证明材料'),
      }),
    )
    .min(1)
    .optional()
    .describe('level 由低到高排列'),
  integer: z.boolean().optional().describe('true：只能填整数'),
  unit: text(10).optional(),
  min: z.union([z.number(), CivilDate]).optional().describe('最小的数或最早的日期（含）'),
  max: z.union([z.number(), CivilDate]).optional().describe('最大的数或最晚的日期（含）'),
  required: z.boolean().default(false).describe('提交前必须填写'),
  evidence: text(200).nullable().default(null).describe('填了就须上传的证明材料'),
  evidenceAlways: z.boolean().optional().describe('true：填“否”、0 或“没有”也要证明材料'),
  personal: z.boolean().optional().describe('true：涉及个人隐私，加密保存，默认不显示'),
  filings: z
    .array(z.enum(FILING_KINDS))
    .min(1)
    .default(['new', 'change', 'replace'])
    .describe('哪几种备案要填：新报、变更、更换、注销'),
  ...cited,
})
export type PackFact = z.infer<typeof PackFact>

/** 对应关系: whoever meets `from` counts as having `to`, where `when` holds; e.g. 中级职业资格 as 中级职称 in some trades. */
export const Correspondence = z.strictObject({
  id: Id,
  from: Test,
  to: z.strictObject({ fact: z.string(), value: z.union([z.string(), z.boolean()]) }),
  when: Test.optional().describe('对谁可以视同；不写表示都可以'),
  ...cited,
})
export type Correspondence = z.infer<typeof Correspondence>

/** 放宽: which conditions may be relaxed, for whom, on what remains required, and by whom. Exclusions can never be named here. */
export const Relaxation = z.strictObject({
  id: Id,
  title: text(200),
  when: Test.optional().describe('对谁可以放宽；不写表示所有企业'),
  conditions: z
    .array(
      z.strictObject({
        id: z.string(),
        to: Test.nullable().default(null).describe('放宽后仍须达到的要求；null 表示文件未规定，由审查人裁量'),
        lowerBy: z.int().min(1).max(100).optional().describe('放宽几级（等级）或减少多少（数），代替 to'),
      }),
    )
    .min(1),
  provided: z.array(z.string()).default([]).describe('放宽时仍须满足、不得放宽的条件 id'),
  by: z.array(AdministrativeLevel).default([]).describe('由哪一级审查人放宽；空表示受理单位'),
  reasonRequired: z.boolean().default(true),
  ...cited,
})
export type Relaxation = z.infer<typeof Relaxation>

const listItem = z.strictObject({ id: Id, text: text(500), ...cited })

/** 禁任情形: hard, confirmed by declaration plus review. */
export const Exclusions = z.strictObject({
  title: text(100),
  items: z
    .array(
      z.strictObject({
        ...listItem.shape,
        lasts: Span.optional().describe('满多久就不再计，如 5 年；备案表会问发生日期'),
      }),
    )
    .min(1),
  ...cited,
})

/** 一般条件: shown and declared. */
export const GeneralConditions = z.strictObject({
  title: text(100),
  strength: Strength.optional(),
  items: z.array(listItem).min(1),
  ...cited,
})

const periods = {
  filingAfterAppointment: Period.nullable().default(null).describe('聘任后多久内报备'),
  acceptance: Period.nullable().default(null).describe('提交后多久内受理或退回'),
  registration: Period.nullable().default(null).describe('受理后多久内登记'),
  correction: Period.nullable().default(null).describe('退回后企业多久内补正'),
  replacementFiling: Period.nullable().default(null).describe('更换后多久内报备'),
  upwardReport: Period.nullable().default(null).describe('多久向上级报告一次'),
  rosterRenewal: Period.nullable().default(null).describe('规上等名单多久须重新签认一次；null 表示没有规定'),
}

/**
 * A step of the review chain, taken in the order written. A level that is not named is skipped; 公示 and the like are steps
 * of their own. Between 报备 and 登记 the offices take: `accept` 受理, `review` 审核, `publicize` 公示, `other` whatever the
 * title says, and last `register` 登记. Several offices may register, each the filings its `when` names; the last takes the rest.
 */
export const FlowStep = z.strictObject({
  id: Id,
  title: text(100),
  level: z.enum(['enterprise', ...codesOf(ADMINISTRATIVE_LEVELS)]),
  action: z.enum([
    'appoint',
    'train',
    'file',
    'accept',
    'review',
    'publicize',
    'register',
    'report',
    'acknowledge',
    'other',
  ]),
  within: Period.nullable().default(null).describe('本步骤的期限；公示为公示多久；null 表示未规定'),
  when: Test.optional().describe('哪些备案要走这一步；不写表示都要'),
  ...cited,
})
export type FlowStep = z.infer<typeof FlowStep>

export const Flow = z.strictObject({
  order: z
    .enum(['appoint-first', 'train-first', 'any'])
    .describe('appoint-first 先聘任后培训；train-first 先培训后聘任；any 不分先后'),
  levels: z.array(AdministrativeLevel).min(1).describe('经过的层级，自下而上'),
  fileTo: AdministrativeLevel.describe('向这一级以上报备'),
  confirmation: z
    .array(z.enum(['in-app', 'stamped-scan']))
    .min(1)
    .default(['in-app', 'stamped-scan'])
    .describe('企业负责人的确认方式；文件没有规定时不写，两种都可以'),
  steps: z.array(FlowStep).default([]),
  deadlines: z.strictObject(periods).prefault({}).describe('文件规定的期限；null 表示未规定'),
  officePromise: z.strictObject(periods).prefault({}).describe('本单位承诺的期限，不是文件规定'),
  ...cited,
})
export type Flow = z.infer<typeof Flow>

/** 职权, granted in the appointment one by one. */
export const Power = z.strictObject({
  id: Id,
  title: text(200),
  veto: z.boolean().default(false).describe('质量安全“一票否决”权'),
  ...cited,
})
export type Power = z.infer<typeof Power>

export const INDICATORS = [
  'filed-coverage',
  'training-person-times',
  'trained-coverage',
  'appointed-coverage',
  'evaluated-coverage',
  'officers-per-enterprise',
  'plan-completion',
  'reports-on-time',
] as const

/** 目标. `ratio` is a fraction of 1, `delta` a change of the ratio, `count` a number; value null means the document sets none. */
export const Target = z.strictObject({
  id: Id,
  title: text(200),
  indicator: z.enum(INDICATORS),
  when: Test.optional().describe('范围内还只对哪些企业，如某些行业'),
  scope: Id.describe('名单或规模范围，如 above-scale、government-quality-award、sme、all'),
  dueDate: CivilDate.nullable(),
  value: z.number().nullable(),
  unit: z.enum(['ratio', 'delta', 'count']),
  strength: Strength,
  ...cited,
})
export type Target = z.infer<typeof Target>

/** 名单 of this document beyond the common ones: what conditions and targets may name. */
export const LocalList = z.strictObject({
  code: Id.refine((code) => code.length >= 2 && code.length <= 40 && /^[a-z]/.test(code), {
    params: {
      reason: '名单代码须以小写字母开头，2 至 40 个字符',
      remedy: '改成例如 quality-assistance 的写法。',
    },
  }),
  title: text(100),
  level: AdministrativeLevel.nullable().default(null).describe('由哪一级公布；null 表示未规定'),
  ...cited,
})

/** What the system can see as done by itself. */
export const DUTY_KINDS = ['cultivation-plan', 'upward-report', 'roster', 'survey', 'entry'] as const

/** 时间节点 of the document; `dueText` keeps its words where they are no date. */
export const Milestone = z.strictObject({
  id: Id,
  title: text(200),
  due: CivilDate.nullable(),
  dueText: text(100).optional(),
  by: z.array(z.enum(['enterprise', 'industry-bureau', ...codesOf(ADMINISTRATIVE_LEVELS)])).min(1),
  form: Id.optional(),
  repeats: z.enum(['year']).optional().describe('year：每年同一天；不写表示只有这一次'),
  duty: z
    .enum(DUTY_KINDS)
    .optional()
    .describe('做什么就算完成：报送培育计划、上报、签发名单、摸底、录入；不写时按表式判断'),
  ...cited,
})

/** 表式. `official` false: the source does not have its layout, the export says 参考格式. */
export const FormKind = z.strictObject({
  id: Id,
  title: text(100),
  version: z.int().min(1),
  official: z.boolean(),
  years: z.int().min(1).max(5).optional().describe('培育计划表填几个年度；不写为 2'),
  ...cited,
})

/** What the document says about 质量奖. */
export const AwardPriority = z.strictObject({
  mode: z.enum(['priority', 'eligibility', 'points']),
  text: text(500),
  points: z.number().nullable().default(null),
  ...cited,
})

/** Other provisions, shown with their clause and used by the modules of their topic. */
export const Provision = z.strictObject({
  id: Id,
  topic: z.enum(['post', 'support', 'conduct', 'liability', 'survey', 'promotion', 'assessment', 'other']),
  text: text(500),
  strength: Strength.optional(),
  ...cited,
})

/** 备案编号: placeholders {unit}, {year} and {seq:N} with N digits. */
export const Numbering = z.strictObject({ pattern: text(100), ...cited })

/** Reasons for which the document asks that an officer be replaced. */
export const Termination = z.strictObject({ reasons: z.array(listItem).min(1), ...cited })
