import { z } from 'zod'
import { exportOf, operation, PageQuery, page, staleVersion, wrongState } from '#platform/operation.ts'
import { CivilDate, WrittenDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'

/**
 * What an action is for its source: 解除条件 of a veto; 应急处置, 纠正, 纠正措施, 预防措施 of an incident; 控制措施 of a risk; 实施步骤 of
 * a recall; 整改 of a gap; 任务.
 */
export const ActionKind = z.enum([
  'condition',
  'containment',
  'correction',
  'corrective',
  'preventive',
  'measure',
  'step',
  'gap',
  'task',
])
export type ActionKind = z.infer<typeof ActionKind>

/** 待办, 已完成, 已取消. */
export const ActionState = z.enum(['open', 'done', 'dropped'])
export type ActionState = z.infer<typeof ActionState>

/** What a list is narrowed to: the states, and open ones whose day has passed. */
export const ActionFilter = z.enum([...ActionState.options, 'overdue', 'all'])
export type ActionFilter = z.infer<typeof ActionFilter>

/** A paper that proves what was done. */
export const ActionFile = z.object({ id: z.uuid(), name: z.string() })

/** What somebody must do by a day because of another record of the enterprise. */
export const Action = z.object({
  enterpriseId: z.uuid(),
  id: z.uuid(),
  version: z.int(),
  sourceKind: z.string(),
  sourceId: z.uuid(),
  /** As people call it: SJ-2026-036. */
  sourceNumber: z.string(),
  /** Below the enterprise's address. */
  sourcePath: z.string(),
  kind: ActionKind,
  what: z.string(),
  /** Of the staff ledger. */
  ownerId: z.uuid().nullable(),
  ownerName: z.string().nullable(),
  dueOn: CivilDate.nullable(),
  state: ActionState,
  /** Open, and the day has passed; computed, never stored. */
  overdue: z.boolean(),
  /** The civil day on which it was finished, as who finished it says. */
  doneOn: CivilDate.nullable(),
  /** What came of it; of a dropped one, why. */
  result: z.string(),
  /** Who wrote the end down; of the account, not typed. */
  doneByName: z.string().nullable(),
  /** From this instant on nothing of it changes any more: its source is closed. */
  sealedAt: z.iso.datetime().nullable(),
  files: z.array(ActionFile),
})
export type Action = z.infer<typeof Action>

export const ActionEvent = z.object({
  kind: z.enum(['added', 'changed', 'finished', 'reopened', 'dropped', 'sealed']),
  at: z.iso.datetime(),
  byName: z.string(),
  /** In words: what changed, the result, the reason. */
  note: z.string(),
})
export type ActionEvent = z.infer<typeof ActionEvent>

const labels = {
  what: '措施',
  ownerId: '责任人',
  dueOn: '完成期限',
  note: '说明',
  result: '完成情况',
  doneOn: '完成日期',
  fileIds: '证明材料',
  reason: '理由',
  text: '查找',
}
const ofEnterprise = { enterpriseId: z.uuid() }
const ofAction = { ...ofEnterprise, actionId: z.uuid() }
const deed = { ...ofAction, version: z.int() }
const long = textSchema({ max: 2000, lines: 'many' })
const path = '/enterprises/:enterpriseId/actions' as const

/** What an action says, as every verb of a source that adds one takes it. */
export const ActionWords = z.object({
  what: textSchema({ max: 500, lines: 'many' }),
  ownerId: z.uuid('没有选择。请从列表中选择。').nullable(),
  dueOn: WrittenDate.nullable(),
})
export type ActionWords = z.infer<typeof ActionWords>
export const actionLabels = labels

export const listActions = operation({
  name: 'action.list',
  method: 'GET',
  path,
  title: '查看措施',
  doc: 'Actions of the enterprise, by their day; those without a day come last. `whose` mine: their owner in the staff ledger names my login. Open ones unless told.',
  input: z.object({
    ...ofEnterprise,
    whose: z.enum(['mine']).optional(),
    ownerId: z.uuid().optional(),
    state: ActionFilter.optional(),
    kind: ActionKind.optional(),
    sourceKind: z
      .string()
      .regex(/^[a-z][a-z-]{1,39}$/, '不是来源的代号。请从列表中选择。')
      .optional(),
    sourceId: z.uuid().optional(),
    dueFrom: CivilDate.optional(),
    dueTo: CivilDate.optional(),
    text: textSchema({ max: 60, min: 0 }).optional(),
    ...PageQuery,
  }),
  output: page(Action),
  refusals: [],
  labels,
})
export const exportActions = exportOf(listActions, { name: 'action.export', title: '导出措施' })

export const readAction = operation({
  name: 'action.read',
  method: 'GET',
  path: `${path}/:actionId`,
  title: '查看一项措施',
  doc: 'With its course, the newest first.',
  input: z.object(ofAction),
  output: Action.extend({ events: z.array(ActionEvent) }),
  refusals: [],
})

export const changeAction = operation({
  name: 'action.change',
  method: 'PUT',
  path: `${path}/:actionId`,
  title: '修改措施',
  doc: 'Wording, owner or day of an open action. A day that moves later, or is taken away, asks for the reason in `note`.',
  input: z.object({ ...deed, ...ActionWords.shape, note: textSchema({ max: 300, min: 0 }) }),
  output: Action,
  refusals: [staleVersion, wrongState],
  labels,
})

export const finishAction = operation({
  name: 'action.finish',
  method: 'POST',
  path: `${path}/:actionId/result`,
  title: '完成措施',
  doc: 'Says what was done, when, and with which papers (files of purpose `record` that were added before, at most 20).',
  input: z.object({
    ...deed,
    result: long,
    doneOn: WrittenDate,
    fileIds: z.array(z.uuid()).max(20, '最多 20 个。请合并后再传。'),
  }),
  output: Action,
  refusals: [staleVersion, wrongState],
  labels,
})

export const reopenAction = operation({
  name: 'action.reopen',
  method: 'POST',
  path: `${path}/:actionId/reopening`,
  title: '重新打开措施',
  doc: 'A finished or dropped action is to be done after all; not once its source is closed.',
  input: z.object({ ...deed, reason: textSchema({ max: 300 }) }),
  output: Action,
  refusals: [staleVersion, wrongState],
  labels,
})

export const dropAction = operation({
  name: 'action.drop',
  method: 'POST',
  path: `${path}/:actionId/dropping`,
  title: '取消措施',
  doc: 'An open action is not to be done any more, and why. It stays in the list of its source.',
  input: z.object({ ...deed, reason: textSchema({ max: 300 }) }),
  output: Action,
  refusals: [staleVersion, wrongState],
  labels,
})
