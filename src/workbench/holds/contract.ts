import { z } from 'zod'
import { operation, refusal } from '#platform/operation.ts'

/** What may be stopped. A free matter that no record stands for is stopped by the notice alone. */
export const HoldSubjectKind = z.enum([
  'batch',
  'product',
  'supplier',
  'release',
  'design',
  'purchase',
  'equipment',
  'instrument',
])
export type HoldSubjectKind = z.infer<typeof HoldSubjectKind>

/** The verbs that a hold refuses: 放行, 投产(登记新批次), 登记采购, 采购验收, 供应商评为合格, 使用. */
export const HoldAct = z.enum(['release', 'produce', 'order', 'accept', 'approve', 'use'])
export type HoldAct = z.infer<typeof HoldAct>

/** DB1302/T 589—2024 8.1 d）“一票否决”: refused as long as the hold lasts; the attempt is kept. */
export const underHold = refusal({ code: 'under-hold', status: 409, title: '首席质量官已否决，正在停止中' })

/** Something that must not go on. */
export const Hold = z.object({
  id: z.uuid(),
  /** Number of the record that stops it: FJ-2026-007. */
  number: z.string(),
  /** Of that record, below the enterprise's address. */
  path: z.string(),
  subjectKind: HoldSubjectKind,
  subjectId: z.uuid().nullable(),
  subjectText: z.string(),
  acts: z.array(HoldAct),
  since: z.iso.datetime(),
  attempts: z.int(),
})
export type Hold = z.infer<typeof Hold>

export const listHolds = operation({
  name: 'hold.list',
  method: 'GET',
  path: '/enterprises/:enterpriseId/holds',
  title: '查看正在停止的事项',
  doc: 'Holds in force (DB1302/T 589—2024 8.1 d), the newest first; with `subjectId` those on one record alone, and those on everything of its kind.',
  input: z.object({ enterpriseId: z.uuid(), subjectId: z.uuid().optional() }),
  output: z.object({ holds: z.array(Hold) }),
  refusals: [],
})
