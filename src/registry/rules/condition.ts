import * as z from 'zod'

/** 文件用语: `must` 应当、须; `should` 宜、原则上. It never blocks by itself. */
export const Strength = z.enum(['must', 'should'])
export type Strength = z.infer<typeof Strength>

const number = z.number()
const scalar = z.union([z.string(), z.number(), z.boolean()])

/** A length of time by the calendar. */
export const Span = z.strictObject({
  amount: z.int().min(1).max(1000),
  unit: z.enum(['day', 'month', 'year']),
})
export type Span = z.infer<typeof Span>

const comparison = {
  fact: z.string().optional(),
  atLeast: z.union([z.string(), z.number()]).optional().describe('不低于（含本数）：等级代码、数或日期'),
  atMost: z.union([z.string(), z.number()]).optional().describe('不高于（含本数）'),
  equals: scalar.optional(),
  in: z.array(scalar).min(1).optional(),
  isTrue: z.boolean().optional().describe('true：须为是；false：须为否'),
  contains: z.array(z.string()).min(1).optional().describe('名单中至少有其一'),
  startsWith: z.array(z.string().min(1)).min(1).optional().describe('代码以其一开头，如行业 C13'),
  forAtLeast: Span.optional().describe('日期距聘任当日已满多久，如取得职称满2年'),
  withinLast: Span.optional().describe('日期在聘任当日以前多久之内，如近3年'),
  holdsCertificate: z
    .strictObject({
      type: z.string(),
      atLeast: z.string().optional().describe('证书等级，由 certificates 声明'),
      valid: z.boolean().default(true).describe('聘任当日须有效'),
      issuedWithinMonths: z.int().min(1).max(1200).optional().describe('聘任前多少个月内取得'),
    })
    .optional(),
  ceHours: z
    .strictObject({
      atLeast: number.min(0),
      year: z.enum(['current', 'previous']).default('current').describe('聘任当年或上一年'),
      years: z.int().min(1).max(10).default(1).describe('到这一年为止连续几年累计'),
    })
    .optional(),
}

/** The operators of a comparison: exactly one stands in a leaf. */
export const OPERATORS = [
  'atLeast',
  'atMost',
  'equals',
  'in',
  'isTrue',
  'contains',
  'startsWith',
  'forAtLeast',
  'withinLast',
  'holdsCertificate',
  'ceHours',
] as const
export type Operator = (typeof OPERATORS)[number]

/** 数项中至少满足几项: how many of `of` have to be met. */
const need = z.int().min(1).optional().describe('of 中至少满足几项')

const Comparison = z.strictObject(comparison)
export type Comparison = z.infer<typeof Comparison>

/** An expression without a name: all / any / not / of with need, or one comparison. Used for applicability and for the weaker form of a relaxed condition. */
export interface Test extends Comparison {
  all?: Test[] | undefined
  any?: Test[] | undefined
  not?: Test | undefined
  of?: Test[] | undefined
  need?: number | undefined
}
export const Test: z.ZodType<Test> = z.strictObject({
  ...comparison,
  all: z.lazy(() => z.array(Test).min(1)).optional(),
  any: z.lazy(() => z.array(Test).min(1)).optional(),
  not: z.lazy(() => Test).optional(),
  of: z.lazy(() => z.array(Test).min(1)).optional(),
  need,
})

/** A named condition of the qualification tree, cited by clause. `when` says for whom it applies at all. */
export interface Condition extends Comparison {
  id: string
  title: string
  clause?: string | undefined
  docNo?: string | undefined
  strength?: Strength | undefined
  note?: string | undefined
  when?: Test | undefined
  all?: Condition[] | undefined
  any?: Condition[] | undefined
  not?: Condition | undefined
  of?: Condition[] | undefined
  need?: number | undefined
  /** 聘任后多久内达到: need not be met on the day of appointment, but so long after it. */
  within?: Span | undefined
}

/** 聘任后多久内达到: the condition need not be met on the day of appointment, but so long after it. */
export const Grace = z.strictObject({
  amount: z.int().min(1).max(1000),
  unit: z.enum(['day', 'month', 'year']),
})
export type Grace = z.infer<typeof Grace>

/** The conditions or expressions below a group; undefined where a single comparison stands. */
export function partsOf<T extends Test | Condition>(test: T): readonly T[] | undefined {
  const parts = test.all ?? test.any ?? test.of ?? (test.not ? [test.not] : undefined)
  return parts as readonly T[] | undefined
}

/** Identifier of an item inside a pack. */
export const Id = z.string().refine((text) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 64, {
  params: {
    reason: '标识只能用小写字母、数字和连字符，最多 64 个字符',
    remedy: '改成例如 education-and-years 的写法。',
  },
})

export const Condition: z.ZodType<Condition> = z.strictObject({
  ...comparison,
  id: Id,
  title: z.string().min(1).max(200),
  clause: z.string().max(100).optional(),
  docNo: z.string().max(100).optional().describe('条款出自别的文件时写其文号'),
  strength: Strength.optional().describe('不写则随上一层'),
  note: z.string().max(1000).optional(),
  when: Test.optional(),
  all: z.lazy(() => z.array(Condition).min(1)).optional(),
  any: z.lazy(() => z.array(Condition).min(1)).optional(),
  not: z.lazy(() => Condition).optional(),
  of: z.lazy(() => z.array(Condition).min(1)).optional(),
  need,
  within: Span.optional().describe('聘任后多久内达到即可；不写表示聘任当日就要达到'),
})

/** Where a condition stands: inside how many alternatives (any, of) or a `not`. */
export type Standing = { readonly insideNot: boolean; readonly optional: boolean }

type Visit = (condition: Condition, path: readonly (string | number)[], standing: Standing) => void

/** Visits the conditions and everything below them, with the path of each. */
export function walkConditions(
  conditions: readonly Condition[],
  visit: Visit,
  path: readonly (string | number)[] = [],
  standing: Standing = { insideNot: false, optional: false },
): void {
  conditions.forEach((condition, index) => {
    walkCondition(condition, visit, [...path, index], standing)
  })
}

function walkCondition(
  condition: Condition,
  visit: Visit,
  path: readonly (string | number)[],
  standing: Standing,
): void {
  visit(condition, path, standing)
  const below = { insideNot: standing.insideNot, optional: true }
  if (condition.all) walkConditions(condition.all, visit, [...path, 'all'], standing)
  if (condition.any) walkConditions(condition.any, visit, [...path, 'any'], below)
  if (condition.of) walkConditions(condition.of, visit, [...path, 'of'], below)
  if (condition.not)
    walkCondition(condition.not, visit, [...path, 'not'], { insideNot: true, optional: true })
}
