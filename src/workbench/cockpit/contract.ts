import { z } from 'zod'
import { operation } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { ClauseId, ClauseState, Totals } from '#workbench/conformity/contract.ts'

/** Something that somebody must see to by a day, from whatever part of the workbench. */
export const DueItem = z.object({
  /** `action`, `quality-plan` …, as the capability declares it. */
  kind: z.string(),
  /** Where it comes from, zh-CN. */
  label: z.string(),
  /** Of the record, or the month: unique within its kind. */
  id: z.string(),
  number: z.string(),
  what: z.string(),
  owner: z.string().nullable(),
  /** Its owner in the staff ledger names my login. */
  mine: z.boolean(),
  dueOn: CivilDate,
  /** Below the enterprise's address, with its filter. */
  path: z.string(),
})
export type DueItem = z.infer<typeof DueItem>

/** A veto in force, with what it stopped. */
export const StandingVeto = z.object({
  id: z.uuid(),
  number: z.string(),
  path: z.string(),
  subject: z.string(),
  acts: z.array(z.string()),
  since: z.iso.datetime(),
  conditions: z.object({ met: z.int(), all: z.int() }),
  /** Attempts to go on all the same. */
  attempts: z.int(),
  lastAttempt: z.iso.datetime().nullable(),
})
export type StandingVeto = z.infer<typeof StandingVeto>

export const Cockpit = z.object({
  today: CivilDate,
  due: z.object({
    /** Over all items of the question, not only those in `rows`. */
    overdue: z.int(),
    today: z.int(),
    week: z.int(),
    /** By day, the longest overdue first. */
    rows: z.array(DueItem),
    /** Labels of the parts that give items, so that what is not asked is known. */
    labels: z.array(z.string()),
  }),
  /** The staff ledger has a record with my login. */
  inStaff: z.boolean(),
  vetoes: z.object({
    standing: z.int(),
    attempts: z.int(),
    /** The newest five. */
    rows: z.array(StandingVeto),
  }),
  guide: z.object({ docNo: z.string(), sections: z.array(z.object({ id: z.string(), title: z.string() })) }),
  totals: Totals,
  clauses: z.array(z.object({ id: ClauseId, section: z.string(), state: ClauseState })),
})
export type Cockpit = z.infer<typeof Cockpit>

/** Days that are in sight. */
export const DAYS_AHEAD = 7

export const readCockpit = operation({
  name: 'cockpit.read',
  method: 'GET',
  path: '/enterprises/:enterpriseId/cockpit',
  title: '查看工作台首页',
  doc: 'What is overdue, due today and within seven days from every part of the workbench, the vetoes in force, and the state of the clauses. `whose` mine: only items whose owner in the staff ledger names my login. One round trip.',
  input: z.object({
    enterpriseId: z.uuid(),
    whose: z.enum(['mine']).optional(),
    label: z.string().max(20).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: Cockpit,
  refusals: [],
  labels: { whose: '只看我的', label: '来源', limit: '显示的项数' },
})
