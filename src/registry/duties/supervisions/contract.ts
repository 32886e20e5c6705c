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

/** 已发出, 已回复, 要求再报, 已办结, 已撤回. */
export const SupervisionState = z.enum(['issued', 'replied', 'asked-again', 'closed', 'withdrawn'])
export type SupervisionState = z.infer<typeof SupervisionState>

export const SupervisionEvent = z.object({
  seq: z.int(),
  kind: SupervisionState,
  text: z.string(),
  /** The day for the next reply, where it was set anew. */
  dueOn: CivilDate.nullable(),
  byUnit: z.string(),
  byName: z.string(),
  at: z.iso.datetime(),
})
export type SupervisionEvent = z.infer<typeof SupervisionEvent>

/** 督办 of a unit by one above it. `overdue`: no reply, and the day is past. */
export const Supervision = z.object({
  unitId: z.uuid(),
  unitName: z.string(),
  id: z.uuid(),
  version: z.int(),
  issuerId: z.uuid(),
  issuerName: z.string(),
  /** 督办〔2026〕3号, gapless per issuing unit and year. */
  no: z.string(),
  title: z.string(),
  body: z.string(),
  basis: z.string(),
  dueOn: CivilDate,
  state: SupervisionState,
  overdue: z.boolean(),
  issuedOn: CivilDate,
  dutyId: z.string().nullable(),
  period: z.string().nullable(),
})
export type Supervision = z.infer<typeof Supervision>

export const SupervisionInFull = Supervision.extend({
  events: z.array(SupervisionEvent),
  mayReply: z.boolean(),
  mayDecide: z.boolean(),
})
export type SupervisionInFull = z.infer<typeof SupervisionInFull>

export const notBelowUs = refusal({ code: 'not-below', status: 422, title: '不是本单位的下级' })
export const alreadyPressed = refusal({ code: 'already-pressed', status: 409, title: '这项期限已在督办' })
export const unprintableNotice = refusal({ code: 'unprintable-notice', status: 422, title: '通知单排不下' })

const labels = {
  side: '范围',
  state: '状态',
  title: '督办事项',
  body: '督办内容',
  basis: '依据',
  dueOn: '回复期限',
  text: '内容',
  toUnitId: '被督办单位',
}
const ofOne = { unitId: z.uuid(), supervisionId: z.uuid() }
const deed = { ...ofOne, version: z.int() }
const many = (max: number) => textSchema({ max, lines: 'many' })

export const listSupervisions = operation({
  name: 'supervision.list',
  method: 'GET',
  path: '/units/:unitId/supervisions',
  title: '查看督办',
  doc: 'Of one unit: what it has issued (`side` issued), was issued to it (received), or what goes on among the units below (below); newest first.',
  input: z.object({
    unitId: z.uuid(),
    side: z.enum(['issued', 'received', 'below']),
    state: SupervisionState.optional(),
    text: textSchema({ max: 40, min: 0 }).optional(),
    ...PageQuery,
  }),
  output: page(Supervision),
  refusals: [],
  labels,
})
export const exportSupervisions = exportOf(listSupervisions, {
  name: 'supervision.export',
  title: '导出督办',
})

export const issueSupervision = operation({
  name: 'supervision.issue',
  method: 'POST',
  path: '/units/:unitId/supervisions',
  title: '发出督办',
  doc: 'The unit presses one below it (`toUnitId`) on a late duty or any matter, with a day for the reply. Numbered at once.',
  input: z.object({
    unitId: z.uuid(),
    toUnitId: z.uuid(),
    title: textSchema({ max: 100 }),
    body: many(2000),
    basis: textSchema({ max: 200, min: 0 }),
    dueOn: WrittenDate,
    duty: z.object({ key: z.string().min(1).max(100), period: z.string().min(4).max(10) }).nullable(),
  }),
  output: SupervisionInFull,
  refusals: [notBelowUs, alreadyPressed],
  labels,
})

export const readSupervision = operation({
  name: 'supervision.read',
  method: 'GET',
  path: '/units/:unitId/supervisions/:supervisionId',
  title: '查看一件督办',
  doc: 'With all that was said. `unitId` is the unit that has to act.',
  input: z.object(ofOne),
  output: SupervisionInFull,
  refusals: [],
})

export const replySupervision = operation({
  name: 'supervision.reply',
  method: 'POST',
  path: '/units/:unitId/supervisions/:supervisionId/reply',
  title: '回复督办',
  doc: 'The unit says what it has done.',
  input: z.object({ ...deed, text: many(4000) }),
  output: SupervisionInFull,
  refusals: [staleVersion, wrongState],
  labels,
})

export const askAgain = operation({
  name: 'supervision.ask-again',
  method: 'POST',
  path: '/units/:unitId/supervisions/:supervisionId/ask-again',
  title: '要求再报',
  doc: 'The issuer does not accept the reply: says why and sets a new day.',
  input: z.object({ ...deed, text: many(2000), dueOn: WrittenDate }),
  output: SupervisionInFull,
  refusals: [staleVersion, wrongState],
  labels,
})

export const closeSupervision = operation({
  name: 'supervision.close',
  method: 'POST',
  path: '/units/:unitId/supervisions/:supervisionId/close',
  title: '办结督办',
  doc: 'The issuer accepts the reply and closes the matter.',
  input: z.object({ ...deed, text: textSchema({ max: 2000, min: 0, lines: 'many' }) }),
  output: SupervisionInFull,
  refusals: [staleVersion, wrongState],
  labels,
})

export const withdrawSupervision = operation({
  name: 'supervision.withdraw',
  method: 'POST',
  path: '/units/:unitId/supervisions/:supervisionId/withdraw',
  title: '撤回督办',
  doc: 'The issuer takes back what should not have been issued; the number stays used.',
  input: z.object({ ...deed, text: many(500) }),
  output: SupervisionInFull,
  refusals: [staleVersion, wrongState],
  labels,
})

export const printSupervision = operation({
  name: 'supervision.notice',
  method: 'GET',
  path: '/units/:unitId/supervisions/:supervisionId/notice',
  title: '打印督办通知单',
  doc: '督办通知单 as PDF, A4, in the plain layout of official documents (GB/T 9704—2012 margins and sizes, open fonts).',
  input: z.object(ofOne),
  output: Bytes,
  refusals: [unprintableNotice],
  givesBytes: { mediaTypes: ['application/pdf'] },
})
