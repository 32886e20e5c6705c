import { z } from 'zod'
import { exportOf, operation, refusal } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { RosterLevel } from '../contract.ts'

/** How the lists of a kind stand in one unit. */
export const RosterStateRow = z.object({
  unitId: z.uuid(),
  unitName: z.string(),
  /** `missing`: no signed version holds on the day; `old`: the newest is older than the period that is laid down. */
  state: z.enum(['current', 'old', 'missing']),
  /** On which versions the unit's number rests; of a kind with several lists each. */
  versions: z.array(
    z.object({
      rosterId: z.uuid(),
      rosterName: z.string(),
      level: RosterLevel.nullable(),
      keeperName: z.string(),
      no: z.int(),
      effectiveOn: CivilDate,
      periodTo: CivilDate.nullable(),
      signedAt: z.iso.datetime(),
      signedBy: z.string(),
      members: z.int(),
      pending: z.int(),
    }),
  ),
  /** Members among the enterprises of this unit, on the day. */
  members: z.int(),
  /** The bureau that is asked for the list; null when no unit with the function of lists works with this one. */
  keeper: z.object({ unitId: z.uuid(), name: z.string() }).nullable(),
  lastReminder: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
})
export type RosterStateRow = z.infer<typeof RosterStateRow>

export const listRosterStates = operation({
  name: 'roster.states',
  method: 'GET',
  path: '/units/:unitId/roster-states',
  title: '查看各单位名单状态',
  doc: 'For each registering unit below (or the unit itself): the signed versions of a kind of list that hold on `onDate` (today when left out), and whether they are missing or old. How long a list counts as current: flow.deadlines.rosterRenewal of the rule pack; where it says nothing, 12 months, marked as 示例.',
  input: z.object({
    unitId: z.uuid(),
    scopeCode: z.string().max(40).default('above-scale'),
    onDate: CivilDate.optional(),
    state: RosterStateRow.shape.state.optional(),
  }),
  output: z.object({
    onDate: CivilDate,
    months: z.int(),
    /** False: nothing is laid down, the months are an example. */
    laidDown: z.boolean(),
    clause: z.string().nullable(),
    counts: z.object({ current: z.int(), old: z.int(), missing: z.int() }),
    rows: z.array(RosterStateRow),
  }),
  refusals: [],
  labels: { onDate: '日期', scopeCode: '种类' },
})

export const exportRosterStates = exportOf(listRosterStates, {
  name: 'roster.export-states',
  title: '导出各单位名单状态',
})

export const noKeeper = refusal({ code: 'no-keeper', status: 409, title: '没有可以催办的单位' })
export const remindedToday = refusal({ code: 'reminded-today', status: 409, title: '今天已经催办过' })

export const remindKeeper = operation({
  name: 'roster.remind',
  method: 'POST',
  path: '/units/:unitId/roster-reminders',
  title: '催办名单',
  doc: 'Tells the bureau that keeps the list of a unit that it is missing or old: a notice, once a day for a unit and a kind of list. The reminder itself stays on record.',
  input: z.object({
    unitId: z.uuid(),
    aboutUnitId: z.uuid(),
    scopeCode: z.string().max(40),
    note: textSchema({ max: 200, min: 0 }),
  }),
  output: z.object({ toUnit: z.string(), at: z.iso.datetime() }),
  refusals: [noKeeper, remindedToday],
  labels: { note: '说明', aboutUnitId: '单位', scopeCode: '种类' },
})
