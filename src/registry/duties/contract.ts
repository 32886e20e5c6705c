import { z } from 'zod'
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
import { textSchema } from '#platform/values/text.ts'

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

const year = z.coerce
  .number('年份：要四位数字。请重新选择。')
  .int()
  .min(2000, '年份：不早于 2000 年。请重新选择。')
  .max(2100, '年份：不晚于 2100 年。请重新选择。')
const ofUnit = { unitId: z.uuid() }
const filters = { year, state: DutyState.optional(), kind: DutyKind.optional() }
const labels = {
  year: '年份',
  state: '状态',
  kind: '类别',
  key: '事项',
  period: '期次',
  doneOn: '完成日期',
  note: '说明',
  reason: '理由',
  newDue: '新的期限',
  title: '事项名称',
  counts: '怎样算完成',
  basis: '依据',
  firstDue: '首次到期日',
  every: '重复',
  until: '截止日期',
  levels: '责任单位',
  unitIds: '责任单位',
  remindBefore: '到期前提醒',
  remindAfter: '逾期后提醒',
  reportDays: '上报工作日',
  trackedFrom: '起算日期',
}

export const notDoneByHand = refusal({
  code: 'not-done-by-hand',
  status: 409,
  title: '由系统登记，不能手工登记',
})
export const tooManyRules = refusal({ code: 'too-many-duty-rules', status: 409, title: '自定事项太多' })

export const listDuties = operation({
  name: 'duty.list',
  method: 'GET',
  path: '/units/:unitId/duties',
  title: '查看期限',
  doc: 'Duties of one unit in a calendar year, by day: milestones and intervals of the rule pack in force (宜市市监联发〔2024〕9号 五4), and what units above have set. Computed; states as of today, counted in 工作日.',
  input: z.object({ ...ofUnit, ...filters }),
  output: z.object({
    year: z.int(),
    today: CivilDate,
    mayMark: z.boolean(),
    mayRule: z.boolean(),
    rows: z.array(Duty),
  }),
  refusals: [],
  labels,
})
export const exportDuties = exportOf(listDuties, { name: 'duty.export', title: '导出期限' })

export const printDutyCalendar = operation({
  name: 'duty.calendar-file',
  method: 'GET',
  path: '/units/:unitId/duties/calendar.ics',
  title: '下载日历文件',
  doc: 'The dated duties of a unit in a year as an iCalendar file (RFC 5545), whole-day events, without personal data. Those not owed are left out.',
  input: z.object({ ...ofUnit, year }),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: ['text/calendar'] },
  labels,
})

export const listDutiesBelow = operation({
  name: 'duty.list-below',
  method: 'GET',
  path: '/units/:unitId/duties-below',
  title: '查看下级期限',
  doc: 'Duties of every unit below in its line, the longest overdue first, then by day.',
  input: z.object({ ...ofUnit, ...filters, text: textSchema({ max: 40, min: 0 }).optional(), ...PageQuery }),
  output: page(Duty),
  refusals: [],
  labels,
})
export const exportDutiesBelow = exportOf(listDutiesBelow, {
  name: 'duty.export-below',
  title: '导出下级期限',
})

/** K9 按时报送率 of one unit directly below: its own duties, and with all units below it. */
export const OnTime = z.object({
  unitId: z.uuid(),
  unitName: z.string(),
  /** Duties that were due up to today. */
  due: z.int(),
  onTime: z.int(),
  /** Open and overdue. */
  late: z.int(),
  /** Done after the day. */
  doneLate: z.int(),
  /** With the units below. */
  within: z.object({ due: z.int(), onTime: z.int(), late: z.int() }),
})
export type OnTime = z.infer<typeof OnTime>

export const listOnTime = operation({
  name: 'duty.on-time',
  method: 'GET',
  path: '/units/:unitId/duties-on-time',
  title: '查看按时报送率',
  doc: 'K9 per unit directly below, for a calendar year up to today: duties done by their day over duties due. Numerator and denominator, never a ratio alone; not owed and undated ones are left out.',
  input: z.object({ ...ofUnit, year }),
  output: z.object({ year: z.int(), today: CivilDate, rows: z.array(OnTime) }),
  refusals: [],
  labels,
})
export const exportOnTime = exportOf(listOnTime, { name: 'duty.export-on-time', title: '导出按时报送率' })

const ofDuty = { ...ofUnit, year, key: z.string().min(1).max(100), period: z.string().min(4).max(10) }

export const markDutyDone = operation({
  name: 'duty.mark',
  method: 'POST',
  path: '/units/:unitId/duties/mark',
  title: '登记完成',
  doc: 'Says that a duty was done on a day: the unit itself for duties that the system cannot see, a unit above for any (e.g. received on paper). Append only.',
  input: z.object({ ...ofDuty, doneOn: WrittenDate, note: textSchema({ max: 500, min: 0 }) }),
  output: Duty,
  refusals: [notDoneByHand, wrongState],
  labels,
})

export const unmarkDuty = operation({
  name: 'duty.unmark',
  method: 'POST',
  path: '/units/:unitId/duties/unmark',
  title: '撤销完成登记',
  doc: 'Takes back a record of being done; a unit only its own.',
  input: z.object({ ...ofDuty, reason: textSchema({ max: 500 }) }),
  output: Duty,
  refusals: [notDoneByHand, wrongState],
  labels,
})

export const ruleDuty = operation({
  name: 'duty.rule',
  method: 'POST',
  path: '/units/:unitId/duties/rule',
  title: '延期或免除',
  doc: 'A unit above gives more time, says that the duty is not owed, or takes either back; with reason, append only.',
  input: z.object({
    ...ofDuty,
    ruling: z.enum(['extend', 'exempt', 'revoke']),
    newDue: WrittenDate.nullable(),
    reason: textSchema({ max: 500 }),
  }),
  output: Duty,
  refusals: [wrongState],
  labels,
})

const Every = z.enum(['month', 'quarter', 'half-year', 'year'])

/** A duty that a unit has set. */
export const DutyRuleView = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  unitName: z.string(),
  kind: DutyKind,
  title: z.string(),
  counts: z.string(),
  basis: z.string(),
  firstDue: CivilDate,
  every: Every.nullable(),
  until: CivilDate.nullable(),
  /** 末日不是工作日的顺延. */
  roll: z.boolean(),
  levels: z.array(DutyLevel),
  unitIds: z.array(z.uuid()).nullable(),
  endedOn: CivilDate.nullable(),
  endedReason: z.string(),
  setBy: z.string(),
  version: z.int(),
})
export type DutyRuleView = z.infer<typeof DutyRuleView>

export const listDutyRules = operation({
  name: 'duty-rule.list',
  method: 'GET',
  path: '/units/:unitId/duty-rules',
  title: '查看自定事项',
  doc: 'Duties that the unit has set for itself and those below, the ended ones last.',
  input: z.object(ofUnit),
  output: z.object({ rows: z.array(DutyRuleView) }),
  refusals: [],
})

export const setDutyRule = operation({
  name: 'duty-rule.set',
  method: 'POST',
  path: '/units/:unitId/duty-rules',
  title: '设定事项',
  doc: 'A city or province sets a duty for units of the named levels below it (or itself), once or recurring, beside those of the rule pack. It cannot be changed, only ended and set anew, so that the past stays as it was.',
  input: z.object({
    ...ofUnit,
    kind: DutyKind,
    title: textSchema({ max: 100 }),
    counts: textSchema({ max: 200, min: 0 }),
    basis: textSchema({ max: 200, min: 0 }),
    firstDue: WrittenDate,
    every: Every.nullable(),
    until: WrittenDate.nullable(),
    roll: z.boolean(),
    levels: z.array(DutyLevel).min(1, '没有选择。请选择由哪些单位完成。').max(4),
    unitIds: z.array(z.uuid()).min(1).max(500).nullable(),
  }),
  output: DutyRuleView,
  refusals: [tooManyRules],
  labels,
})

export const endDutyRule = operation({
  name: 'duty-rule.end',
  method: 'POST',
  path: '/units/:unitId/duty-rules/:ruleId/end',
  title: '停止事项',
  doc: 'No further occurrence from tomorrow on; what was due up to today stays.',
  input: z.object({ ...ofUnit, ruleId: z.uuid(), version: z.int(), reason: textSchema({ max: 200 }) }),
  output: DutyRuleView,
  refusals: [staleVersion, wrongState],
  labels,
})

const days = z
  .array(z.int('要整数。请改正。').min(1, '至少 1 个工作日。请改正。').max(60, '最多 60 个工作日。请改正。'))
  .max(5, '最多 5 个。请删去一些。')

/** Working figures that no document names. `setBy` null: 示例. */
export const DutySettingsView = z.object({
  remindBefore: z.array(z.int()),
  remindAfter: z.array(z.int()),
  reportDays: z.int(),
  trackedFrom: CivilDate.nullable(),
  setBy: z.string().nullable(),
  /** Null while the unit itself has set none. */
  version: z.int().nullable(),
  mayChange: z.boolean(),
})
export type DutySettingsView = z.infer<typeof DutySettingsView>

export const readDutySettings = operation({
  name: 'duty-settings.read',
  method: 'GET',
  path: '/units/:unitId/duty-settings',
  title: '查看提醒设置',
  doc: 'When the unit is reminded (工作日 before and after the day), how long after a period a report is due, and from which day on duties of the rule pack are counted (null: since the unit is in the system).',
  input: z.object(ofUnit),
  output: DutySettingsView,
  refusals: [],
})

export const changeDutySettings = operation({
  name: 'duty-settings.change',
  method: 'PUT',
  path: '/units/:unitId/duty-settings',
  title: '修改提醒设置',
  doc: 'For the unit and all below that have set nothing themselves.',
  input: z.object({
    ...ofUnit,
    version: z.int().nullable(),
    remindBefore: days,
    remindAfter: days,
    reportDays: z.int().min(0, '不能是负数。请改正。').max(60, '最多 60 个工作日。请改正。'),
    trackedFrom: WrittenDate.nullable(),
  }),
  output: DutySettingsView,
  refusals: [staleVersion],
  labels,
})
