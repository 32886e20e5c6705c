import { z } from 'zod'
import { operation } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'

/** What a duty asks for. All but `other` are seen as done by the system itself, when the thing is handed in. */
export const DutyKind = z.enum(['cultivation-plan', 'upward-report', 'roster', 'survey', 'entry', 'other'])
export type DutyKind = z.infer<typeof DutyKind>

/** Kinds that other capabilities mark by `markDuty`. */
export type MarkedKind = Exclude<DutyKind, 'other'>

export const DutyLevel = z.enum(['county', 'city', 'province', 'industry-bureau'])
export type DutyLevel = z.infer<typeof DutyLevel>

/**
 * 未到期, 临近, 今天到期, 逾期, 按时完成, 逾期完成, 不适用, 未定期限 (the source names no day). Whoever hands in first in time and
 * again later was in time.
 */
export const DutyState = z.enum([
  'upcoming',
  'near',
  'today',
  'late',
  'done',
  'done-late',
  'not-applicable',
  'undated',
])
export type DutyState = z.infer<typeof DutyState>

/** Where a duty comes from: the rule pack's document and clause, or the unit that set it. `sample`: not from a document. */
export const DutyBasis = z.object({
  docNo: z.string().nullable(),
  clause: z.string().nullable(),
  note: z.string().nullable(),
  sample: z.boolean(),
  setBy: z.string().nullable(),
  /** `id@version` */
  pack: z.string().nullable(),
})
export type DutyBasis = z.infer<typeof DutyBasis>

/** One duty of one unit and period, with its state on the day asked for. */
export const Duty = z.object({
  unitId: z.uuid(),
  unitName: z.string(),
  /** Unique with the period: `pack:<milestone>`, `pack:upward-report`, `set:<rule>`. */
  key: z.string(),
  kind: DutyKind,
  /** `2026`, `2026-H1`, `2026-Q3`, `2026-07` or a day. */
  period: z.string(),
  title: z.string(),
  /** The day that counts, with an extension. */
  due: CivilDate.nullable(),
  /** The day before it was extended; null when it was not. */
  extendedFrom: CivilDate.nullable(),
  /** The document's own words where they are no day. */
  dueText: z.string().nullable(),
  state: DutyState,
  lateWorkdays: z.int().nullable(),
  workdaysLeft: z.int().nullable(),
  doneOn: CivilDate.nullable(),
  /** Who said that it was done: the system, the unit itself, or a unit above. */
  doneBy: z.enum(['system', 'unit', 'upper']).nullable(),
  doneNote: z.string(),
  /** Why not owed, or why later. */
  reason: z.string().nullable(),
  /** What counts as done. */
  counts: z.string(),
  basis: DutyBasis,
})
export type Duty = z.infer<typeof Duty>

const year = z.coerce.number().int().min(2000).max(2100)

export const listDuties = operation({
  name: 'duty.list',
  method: 'GET',
  path: '/units/:unitId/duties',
  title: '查看期限',
  doc: 'Duties of one unit in a calendar year, by day: milestones and intervals of the rule pack in force (宜市市监联发〔2024〕9号 五4), and what units above have set. Computed; states as of today, counted in 工作日.',
  input: z.object({ unitId: z.uuid(), year }),
  output: z.object({ year: z.int(), today: CivilDate, rows: z.array(Duty) }),
  refusals: [],
  labels: { year: '年份' },
})
