import { z } from 'zod'
import { operation, refusal, staleVersion, wrongState } from '#platform/operation.ts'
import { WrittenDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { itemContract, planContract } from '../plan/contract.ts'

export const ownWork = refusal({
  code: 'own-work',
  status: 409,
  title: '完成情况要由责任人以外的人确认',
})

/** A step of an item: how far it is, or whether its completion was confirmed. */
export const ProgressEntry = z.object({
  id: z.uuid(),
  kind: z.enum(['report', 'confirm', 'refuse']),
  /** per cent */
  percent: z.int(),
  text: z.string(),
  at: z.iso.datetime(),
  byName: z.string(),
  files: z.array(z.object({ id: z.uuid(), name: z.string() })),
})
export type ProgressEntry = z.infer<typeof ProgressEntry>

const Neighbour = z.object({ id: z.uuid(), itemNo: z.string(), name: z.string(), planTitle: z.string() })
export type Neighbour = z.infer<typeof Neighbour>

export const ItemStanding = z.object({
  item: itemContract.Kept,
  plan: planContract.Kept,
  entries: z.array(ProgressEntry).describe('the newest first, at most 200'),
  overdue: z.boolean(),
  carriedFrom: Neighbour.nullable(),
  carriedTo: Neighbour.nullable(),
  /** What the asker may do with it now. */
  may: z.array(z.enum(['report', 'confirm', 'amend', 'cancel'])),
})
export type ItemStanding = z.infer<typeof ItemStanding>

const ofEnterprise = { enterpriseId: z.uuid() }
const ofItem = { ...ofEnterprise, itemId: z.uuid() }
const versioned = { ...ofItem, version: z.int() }
const path = '/enterprises/:enterpriseId/plan-items'
const one = `${path}/:itemId` as const
const reason = textSchema({ max: 500, lines: 'many' })
const refusals = [staleVersion, wrongState]

/** The attributes of an item that is in force: all seven, in order (7.1.2 b). */
const whole = z.object({
  name: textSchema({ max: 200 }),
  content: textSchema({ max: 1000, min: 0, lines: 'many' }),
  requirement: textSchema({ max: 1000, lines: 'many' }),
  resources: textSchema({ max: 1000, lines: 'many' }),
  goal: textSchema({ max: 1000, lines: 'many' }),
  fromOn: WrittenDate,
  toOn: WrittenDate,
  owner: z.uuid('没有选择。请从人员中选择。'),
  department: z.uuid().nullable(),
  method: textSchema({ max: 1000, lines: 'many' }),
})
export type ItemValues = z.infer<typeof whole>

const labels = {
  ...itemContract.labels,
  reason: '原因',
  text: '情况说明',
  percent: '进度',
  fileIds: '证据文件',
}

export const readItemStanding = operation({
  name: 'plan-item.standing',
  method: 'GET',
  path: `${one}/standing`,
  title: '查看计划项目进展',
  doc: 'One item with its plan, its progress and proofs, where it came from and went to.',
  input: z.object(ofItem),
  output: ItemStanding,
  refusals: [],
})

export const reportProgress = operation({
  name: 'plan-item.report',
  method: 'POST',
  path: `${one}/progress`,
  title: '填报进展',
  doc: 'How far the item is, in per cent, with files of purpose record as proofs. 100 says that it is done: somebody else confirms that.',
  input: z.object({
    ...versioned,
    percent: z
      .int('不是整数。请填 0 到 100 的整数。')
      .min(0, '小于 0。请核对。')
      .max(100, '大于 100。请核对。'),
    text: textSchema({ max: 2000, lines: 'many' }),
    fileIds: z.array(z.uuid()).max(20).default([]),
  }),
  output: ItemStanding,
  refusals,
  labels,
})

export const confirmItem = operation({
  name: 'plan-item.confirm',
  method: 'POST',
  path: `${one}/confirmation`,
  title: '确认完成',
  doc: 'Somebody other than the one responsible and the one who reported says by which check the item is done, or why it is not.',
  input: z.object({
    ...versioned,
    accepted: z.boolean(),
    text: textSchema({ max: 2000, lines: 'many' }),
    fileIds: z.array(z.uuid()).max(20).default([]),
  }),
  output: ItemStanding,
  refusals: [...refusals, ownWork],
  labels: { ...labels, text: '确认情况' },
})

export const amendItem = operation({
  name: 'plan-item.amend',
  method: 'PUT',
  path: `${one}/amendment`,
  title: '变更计划项目',
  doc: 'Changes an item of a plan in force; the reason and what stood there before are kept for ever.',
  input: z.object({ ...versioned, values: whole, reason }),
  output: ItemStanding,
  refusals,
  labels,
})

export const cancelItem = operation({
  name: 'plan-item.cancel',
  method: 'POST',
  path: `${one}/cancellation`,
  title: '取消计划项目',
  doc: 'Takes an item out of a plan in force, with the reason; it stays in sight.',
  input: z.object({ ...versioned, reason }),
  output: ItemStanding,
  refusals,
  labels,
})

export const addItemLater = operation({
  name: 'plan-item.add-later',
  method: 'POST',
  path: '/enterprises/:enterpriseId/quality-plans/:planId/further-items',
  title: '增列计划项目',
  doc: 'Adds an item to a plan in force, with the reason.',
  input: z.object({ ...ofEnterprise, planId: z.uuid(), values: whole, reason }),
  output: ItemStanding,
  refusals: [wrongState],
  labels,
})
