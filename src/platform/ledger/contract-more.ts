import { z } from 'zod'
import { notFound, operation, staleVersion } from '../operation.ts'
import { type CivilDate, WrittenDate } from '../values/civil-date.ts'
import { textSchema } from '../values/text.ts'
import type { Column } from './columns.ts'
import { type Ledger, writtenColumns } from './ledger.ts'

/** A paper of a record: what it was when it was added, by whom and when. */
export const LedgerAttachment = z.object({
  id: z.uuid(),
  fileId: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  /** bytes */
  size: z.int(),
  /** SHA-256, hex */
  sha256: z.string(),
  at: z.iso.datetime(),
  byName: z.string(),
})
export type LedgerAttachment = z.infer<typeof LedgerAttachment>

/** What came of a change of many: how many, and which were refused, by name. */
export const ManyChanged = z.object({
  done: z.int(),
  refused: z.array(z.object({ id: z.uuid(), called: z.string(), message: z.string() })),
})
export type ManyChanged = z.infer<typeof ManyChanged>

/** Columns that may be set on many records at once: what is chosen, not what is typed. */
export function setOnMany(ledger: Ledger): readonly (readonly [key: string, column: Column])[] {
  return writtenColumns(ledger).filter(
    ([key, { kind }]) => ['choice', 'yes-no', 'link'].includes(kind) && !ledger.key.includes(key),
  )
}

/** Files with a record: `ledger.attachments`. */
export function attachOperation({ name, noun, path }: Ledger) {
  return operation({
    name: `${name}.attach`,
    method: 'POST',
    path: `/enterprises/:enterpriseId/${path}/:recordId/attachments`,
    title: `为${noun}添加附件`,
    doc: 'Adds an uploaded file (purpose `record`) to a record. Attachments are added, never taken away.',
    input: z.object({ enterpriseId: z.uuid(), recordId: z.uuid(), fileId: z.uuid() }),
    output: LedgerAttachment,
    refusals: [notFound],
    labels: { fileId: '附件' },
  })
}

/** One change of many records: taken out of use, into use again, or one column set. */
export function changeManyOperation(ledger: Ledger) {
  const keys = setOnMany(ledger).map(([key]) => key)
  const set = z.object({
    do: z.literal('set'),
    key: z.enum(keys),
    value: z.union([z.string().max(200), z.boolean(), z.null()]),
  })
  const retire = z.object({
    do: z.literal('retire'),
    on: WrittenDate,
    reason: textSchema({ max: 200, min: 0 }),
  })
  const resume = z.object({ do: z.literal('resume') })
  return operation({
    name: `${ledger.name}.change-many`,
    method: 'POST',
    path: `/enterprises/:enterpriseId/${ledger.path}/changes`,
    title: `批量修改${ledger.noun}`,
    doc: 'One change of at most 200 records, each by its version. What cannot be changed is refused by name; the others are.',
    input: z.object({
      enterpriseId: z.uuid(),
      records: z
        .array(z.object({ id: z.uuid(), version: z.int() }))
        .min(1)
        .max(200),
      change:
        keys.length > 0
          ? z.discriminatedUnion('do', [retire, resume, set])
          : z.discriminatedUnion('do', [retire, resume]),
    }),
    output: ManyChanged,
    refusals: [staleVersion],
    labels: { on: '停用日期', reason: '原因', value: '改为', records: '所选记录' },
  })
}

/** What is done to many. */
export type ManyChange =
  | { readonly do: 'retire'; readonly on: CivilDate; readonly reason: string }
  | { readonly do: 'resume' }
  | { readonly do: 'set'; readonly key: string; readonly value: string | boolean | null }
