import { z } from 'zod'
import { operation, refusal, staleVersion, wrongState } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { normaliseCode, textSchema } from '#platform/values/text.ts'
import {
  Kind,
  Level,
  Line,
  labels,
  numberingCodeTaken,
  OrgUnitDetail,
  ofUnit,
  UnitFunctions,
} from '../contract.ts'

export const unitInUse = refusal({ code: 'unit-in-use', status: 409, title: '单位名下还有未了结的事项' })

/** What may be changed of a unit. */
export const UnitChange = z.object({
  name: textSchema({ max: 60, min: 2 }).optional(),
  shortName: textSchema({ max: 20, min: 1 }).optional(),
  parentId: z.uuid().nullable().optional(),
  functions: UnitFunctions.optional(),
  numberingCode: z
    .string()
    .overwrite(normaliseCode)
    .regex(/^[0-9A-Z]{4,12}$/, '应为 4 至 12 位数字或大写字母。请重新填写。')
    .optional(),
  addressWords: z
    .array(textSchema({ max: 30, min: 2 }))
    .max(30)
    .optional(),
  serves: z.array(z.uuid()).max(400).optional(),
})
export type UnitChange = z.infer<typeof UnitChange>

const reason = textSchema({ max: 200, min: 0 }).default('')

/** One entry of a unit's history: from when it holds, since when it is known, and by whom. */
export const UnitEvent = z.object({
  id: z.uuid(),
  deedId: z.uuid(),
  kind: z.enum(['planted', 'added', 'changed', 'ended', 'undone']),
  effectiveOn: CivilDate,
  recordedAt: z.iso.datetime(),
  accountName: z.string(),
  reason: z.string(),
  /** Field → what it became; names where the value is a unit. */
  changes: z.record(z.string(), z.string()),
  /** Taken back later. */
  undone: z.boolean(),
})
export type UnitEvent = z.infer<typeof UnitEvent>

export const readOrgUnitHistory = operation({
  name: 'org-unit.history',
  method: 'GET',
  path: '/org-units/:unitId/history',
  title: '查看单位沿革',
  doc: 'All that was recorded of a unit, newest record first; entries are only added.',
  input: z.object(ofUnit),
  output: z.object({ rows: z.array(UnitEvent) }),
  refusals: [],
})

export const addOrgUnit = operation({
  name: 'org-unit.add',
  method: 'POST',
  path: '/org-units',
  title: '增设单位',
  doc: 'A functional zone, a branch, or a bureau that the list of areas does not know. The numbering code may be left out: one is made from the parent’s. Where the unit signs no rosters itself, the industry bureau of its parent serves it.',
  input: z.object({
    ...UnitChange.shape,
    name: textSchema({ max: 60, min: 2 }),
    shortName: textSchema({ max: 20, min: 1 }),
    parentId: z.uuid().nullable(),
    line: Line.default('market-regulation'),
    level: Level.default('county'),
    kind: Kind,
    functions: UnitFunctions,
    validFrom: CivilDate,
    reason,
  }),
  output: OrgUnitDetail,
  refusals: [numberingCodeTaken],
  labels,
})

export const changeOrgUnit = operation({
  name: 'org-unit.change',
  method: 'POST',
  path: '/org-units/:unitId/changes',
  title: '变更单位',
  doc: 'Changes a unit from a day on; the day may lie ahead or behind. Numbers given before keep the code they were given with.',
  input: z.object({ ...ofUnit, version: z.int(), change: UnitChange, effectiveOn: CivilDate, reason }),
  output: OrgUnitDetail,
  refusals: [numberingCodeTaken, staleVersion, wrongState],
  labels,
})

export const endOrgUnit = operation({
  name: 'org-unit.end',
  method: 'POST',
  path: '/org-units/:unitId/end',
  title: '终止单位',
  doc: 'Ends a unit after `lastDay`. The successor takes over its enterprises, open filings and the units below it on the next day; without one the unit must have nothing open (409 with the list). Roles in the unit end with it.',
  input: z.object({
    ...ofUnit,
    version: z.int(),
    lastDay: CivilDate,
    successorId: z.uuid().nullable(),
    reason,
  }),
  output: OrgUnitDetail,
  refusals: [unitInUse, staleVersion, wrongState],
  labels,
})

export const undoUnitDeed = operation({
  name: 'org-unit.undo',
  method: 'POST',
  path: '/org-units/deeds/:deedId/undo',
  title: '撤销单位办理',
  doc: 'Takes back a change or end that has not come into force, or the planting or adding of units on which nothing hangs yet; units in use stay (`kept`).',
  input: z.object({ deedId: z.uuid() }),
  output: z.object({ undone: z.int(), kept: z.int() }),
  refusals: [unitInUse, wrongState],
})
