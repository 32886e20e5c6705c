import { z } from 'zod'
import { exportOf, operation } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'

/**
 * Where an enterprise stands on a day; of every scope filed + appointed + vacant + expired + never = members.
 * `filed`: an officer is in office whose filing is registered and not cancelled; `appointed`: in office, not filed; `vacant`:
 * nobody in office, the last one ended; `expired`: nobody in office, the last term ran out; `never`: nobody ever.
 */
export const Standing = z.enum(['filed', 'appointed', 'vacant', 'expired', 'never'])
export type Standing = z.infer<typeof Standing>

/**
 * What is counted. Enterprises: `members` of the scope, the five {@link Standing}s, `letter` 已颁发聘书 (by a survey record, or
 * an officer in office by a letter issued here), `trained` 已参加培训 and `evaluated` 已取得评价证书 by survey records.
 * `trained-times`: 培训人次, distinct by date, organiser and name. `pending`: on the list but not in the directory yet; in the
 * denominator beside `members`, without an enterprise to show.
 */
export const Measure = z.enum([
  'members',
  ...Standing.options,
  'letter',
  'trained',
  'evaluated',
  'trained-times',
  'pending',
])
export type Measure = z.infer<typeof Measure>

/** Enterprises and 人次, never below zero. */
export const Counts = z.record(Measure, z.int())
export type Counts = z.infer<typeof Counts>

/** Measures that are enterprises, so that a number opens a list. */
export const ListedMeasure = Measure.exclude(['trained-times', 'pending'])
export type ListedMeasure = z.infer<typeof ListedMeasure>

/**
 * `all`: the directory; `sme`: 中型, 小型 and 微型 of the directory; else a code of lists: `above-scale`,
 * `government-quality-award` (提名 too), with a level `…-city`, or `…-nominated` for 提名 alone.
 */
export const Scope = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,79}$/, '不是名单或范围的代码。请从列表中选择。')
  .describe('名单或范围的代码')

/** then: by the unit that was responsible on the day; now: by the unit that is responsible today. */
export const Boundaries = z.enum(['then', 'now'])
export type Boundaries = z.infer<typeof Boundaries>

/** Declared indicators (DOMAIN K1–K10), by id; a list of a place has `scope:<code>`. */
export const Indicator = z.object({
  id: z.string(),
  /** K1, K4′ …; null where the place's own list makes it. */
  code: z.string().nullable(),
  name: z.string(),
  /** ratio: numerator of denominator; times: 人次 of enterprises, may exceed 1; count: the numerator alone. */
  kind: z.enum(['ratio', 'times', 'count']),
  scope: z.string(),
  scopeName: z.string(),
  numerator: Measure.nullable(),
  denominator: Measure.nullable(),
  /** How it is counted, in zh-CN. */
  doc: z.string(),
  /** 文号+条款, where a document asks for it. */
  source: z.string(),
  /** 统计法: the members are not published. */
  internal: z.boolean(),
})
export type Indicator = z.infer<typeof Indicator>

/** What a document wants by when; `value` of 1 is 100 %, a `delta` is a change of the ratio within a year. */
export const Goal = z.object({
  id: z.string(),
  title: z.string(),
  value: z.number().nullable(),
  unit: z.enum(['ratio', 'delta', 'count']),
  dueDate: CivilDate.nullable(),
  strength: z.enum(['must', 'should']),
  /** 文号+条款. */
  source: z.string(),
  /** Null where it cannot be told: no denominator, or no value in the document. */
  met: z.boolean().nullable(),
  /** Enterprises still missing to meet it; null as `met`. */
  short: z.int().nullable(),
})
export type Goal = z.infer<typeof Goal>

/** An exact number. `denominator` null: unknown (no list covers the unit); `ratio` null then and where there is none to divide by. Show 未知, never 0 %. */
export const Figure = z.object({
  numerator: z.int(),
  denominator: z.int().nullable(),
  ratio: z.number().nullable(),
  /** The ratio a year before, as known now (K3: change over the year). */
  yearAgo: z.number().nullable(),
  goal: Goal.nullable(),
})
export type Figure = z.infer<typeof Figure>

/** The version of a list that is the denominator of a unit. */
export const ListVersion = z.object({
  unitId: z.uuid(),
  unitName: z.string(),
  scope: z.string(),
  state: z.enum(['current', 'old', 'missing']),
  rosterId: z.uuid().nullable(),
  rosterName: z.string().nullable(),
  no: z.int().nullable(),
  effectiveOn: CivilDate.nullable(),
  signedAt: z.iso.datetime().nullable(),
  signedBy: z.string().nullable(),
  /** Enterprises on the version, wherever they are; and those not in the directory yet. */
  members: z.int().nullable(),
  pending: z.int().nullable(),
  /** SHA-256 (hex) over the members. */
  digest: z.string().nullable(),
})
export type ListVersion = z.infer<typeof ListVersion>

/** Why the numbers of a table may not be put side by side, with the units concerned. */
export const Warning = z.object({
  code: z.enum(['list-missing', 'list-old', 'lists-mixed', 'packs-mixed', 'no-pack', 'future']),
  scope: z.string().nullable(),
  units: z.array(z.string()),
})
export type Warning = z.infer<typeof Warning>

/** Everything one must know to get the same number again. */
export const AsOf = z.object({
  on: CivilDate,
  knownAt: z.iso.datetime(),
  /** True when all that is recorded up to this moment is in it. */
  latest: z.boolean(),
  boundaries: Boundaries,
  pack: z
    .object({ id: z.string(), version: z.int(), hash: z.string(), title: z.string(), docNo: z.string() })
    .nullable(),
  lists: z.array(ListVersion),
  warnings: z.array(Warning),
})
export type AsOf = z.infer<typeof AsOf>

export const CoverageUnit = z.object({
  id: z.uuid(),
  name: z.string(),
  level: z.enum(['nation', 'province', 'city', 'county']),
  kind: z.enum(['bureau', 'branch', 'zone']),
  parentId: z.uuid().nullable(),
  parentName: z.string().nullable(),
  /** Last day of a unit that has ended (已撤并), and which one took over (已并入). */
  endedOn: CivilDate.nullable(),
  mergedInto: z.string().nullable(),
  /** Units directly below: the row opens them. */
  below: z.int(),
  /** The unit shown above: what is registered with itself, not with units below. */
  own: z.boolean(),
})
export type CoverageUnit = z.infer<typeof CoverageUnit>

export const CoverageRow = z.object({
  unit: CoverageUnit,
  /** By id of the indicator. */
  figures: z.record(z.string(), Figure),
  /** All that is counted, by scope: the standings, the three counts of the survey. */
  counts: z.record(z.string(), Counts),
})
export type CoverageRow = z.infer<typeof CoverageRow>

/** The two times and the boundaries, as every question about numbers takes them. */
export const AsOfQuery = {
  on: CivilDate.optional().describe('统计日期，不写为今天'),
  knownAt: z.iso
    .datetime({ error: '不是有效的时刻。请写成 2026-09-01T08:00:00Z 的样子。' })
    .optional()
    .describe('按哪一时刻掌握的情况，不写为现在'),
  boundaries: Boundaries.default('then'),
}
/** Names of these inputs as a reader knows them. */
export const coverageLabels = {
  on: '统计日期',
  knownAt: '掌握时刻',
  boundaries: '单位划分',
  by: '分列方式',
  scope: '范围',
  measure: '计数',
  reason: '原因',
  indicator: '指标',
  months: '月数',
}

export const readCoverage = operation({
  name: 'coverage.table',
  method: 'GET',
  path: '/units/:unitId/coverage',
  title: '查看覆盖情况',
  doc: 'Indicators K1–K7 and those of other lists for the units below one, side by side, with a total: enterprises as of `on`, as known at `knownAt`. `by` county: every county however deep. K8 and K9 where their parts give them. Source of targets: the rule pack in force for each unit on that day.',
  input: z.object({
    unitId: z.uuid(),
    by: z.enum(['child', 'county']).default('child'),
    ...AsOfQuery,
  }),
  output: z.object({
    asOf: AsOf,
    unit: z.object({ id: z.uuid(), name: z.string(), parentId: z.uuid().nullable() }),
    indicators: z.array(Indicator),
    total: CoverageRow,
    rows: z.array(CoverageRow),
  }),
  refusals: [],
  labels: coverageLabels,
})
export type Coverage = z.infer<typeof readCoverage.output>

export const exportCoverage = exportOf(readCoverage, {
  name: 'coverage.export-table',
  title: '导出覆盖情况表',
})

export const TrendPoint = z.object({
  on: CivilDate,
  numerator: z.int(),
  denominator: z.int().nullable(),
  ratio: z.number().nullable(),
  counts: Counts,
})
export type TrendPoint = z.infer<typeof TrendPoint>

export const readTrend = operation({
  name: 'coverage.trend',
  method: 'GET',
  path: '/units/:unitId/coverage/trend',
  title: '查看覆盖率走势',
  doc: 'One indicator of a unit with all below it: at the end of each of `months` months up to `on`, and on `on`, as known now, by the units of those days.',
  input: z.object({
    unitId: z.uuid(),
    indicator: z.string().max(100).default('above-scale-filed'),
    on: AsOfQuery.on,
    months: z.coerce.number().int().min(1, '至少 1 个月。').max(60, '最多 60 个月。').default(12),
  }),
  output: z.object({ indicator: Indicator, goal: Goal.nullable(), points: z.array(TrendPoint) }),
  refusals: [],
  labels: coverageLabels,
})

export const exportTrend = exportOf(readTrend, { name: 'coverage.export-trend', title: '导出覆盖率走势' })

/** A cell that may be printed and published: null where it is suppressed. */
export const PublicFigure = z.object({
  numerator: z.int().nullable(),
  denominator: z.int().nullable(),
  ratio: z.number().nullable(),
})
export type PublicFigure = z.infer<typeof PublicFigure>

export const readPublicCoverage = operation({
  name: 'coverage.public-table',
  method: 'GET',
  path: '/units/:unitId/coverage/public',
  title: '查看覆盖情况公开版',
  doc: 'The table as it may be published by decision of the bureau: aggregates alone, counts of 1 and 2 suppressed, and with them as many others as keep totals from giving them away (统计法). Nothing is published by the platform itself.',
  input: z.object({ unitId: z.uuid(), by: z.enum(['child', 'county']).default('child'), on: AsOfQuery.on }),
  output: z.object({
    on: CivilDate,
    unit: z.object({ id: z.uuid(), name: z.string() }),
    indicators: z.array(Indicator),
    rows: z.array(
      z.object({
        unitId: z.uuid(),
        name: z.string(),
        total: z.boolean(),
        figures: z.record(z.string(), PublicFigure),
      }),
    ),
    /** Cells that are not shown. */
    suppressed: z.int(),
  }),
  refusals: [],
  labels: coverageLabels,
})

export const exportPublicCoverage = exportOf(readPublicCoverage, {
  name: 'coverage.export-public',
  title: '导出覆盖情况公开版',
})

export const listIndicators = operation({
  name: 'coverage.indicators',
  method: 'GET',
  path: '/coverage/indicators',
  title: '查看指标口径',
  doc: 'The declared indicators with numerator, denominator, scope and source.',
  input: z.object({}),
  output: z.object({ rows: z.array(Indicator) }),
  refusals: [],
})

export const verifyCoverage = operation({
  name: 'coverage.verify',
  method: 'GET',
  path: '/units/:unitId/coverage/verify',
  title: '重算核对覆盖情况的数字',
  doc: 'Makes every number kept of one unit anew from appointments, filings, lists, survey and directory, and compares: of all days, or of `on` alone. One unit with each call: the unit itself first, then those below it by `cursor`. Reads only.',
  input: z.object({
    unitId: z.uuid(),
    on: AsOfQuery.on,
    cursor: z.uuid('翻页标记：读不懂。请从头开始。').optional(),
  }),
  output: z.object({
    unit: z.object({ id: z.uuid(), name: z.string() }),
    /** Numbers and enterprises compared. */
    compared: z.int(),
    enterprises: z.int(),
    /** The first that differ, oldest day first. */
    differences: z.array(
      z.object({ scope: z.string(), measure: Measure, on: CivilDate, kept: z.int(), recomputed: z.int() }),
    ),
    /** Enterprises whose history kept is not that of the records. */
    wrong: z.array(z.object({ enterpriseId: z.uuid(), name: z.string() })),
    next: z.uuid().nullable(),
  }),
  refusals: [],
  labels: coverageLabels,
})
