import { z } from 'zod'
import {
  Bytes,
  exportOf,
  operation,
  PageQuery,
  page,
  refusal,
  staleVersion,
  tooLarge,
  wrongFileType,
  wrongState,
} from '../operation.ts'
import { CivilDate, WrittenDate } from '../values/civil-date.ts'
import { textSchema } from '../values/text.ts'
import { YearMonth } from '../values/year-month.ts'
import { type Column, keptSchema, writtenSchema } from './columns.ts'
import { attachOperation, changeManyOperation, LedgerAttachment } from './contract-more.ts'
import { columnsOf, type Ledger, type LedgerRecord, writtenColumns } from './ledger.ts'
import { isSortable } from './sortable.ts'

export const keyTaken = refusal({ code: 'key-taken', status: 409, title: '台帐中已有同样编号的记录' })

/** What became, or would become, of a row of a file. */
export const RowOutcome = z.enum(['add', 'change', 'same', 'reject'])
export type RowOutcome = z.infer<typeof RowOutcome>

/** One import of a file into a ledger, from the upload to the end or its undoing. */
export const LedgerImport = z.object({
  id: z.uuid(),
  status: z.enum(['checking', 'checked', 'applying', 'applied', 'cancelled', 'failed', 'undone']),
  fileName: z.string(),
  sha256: z.string(),
  /** Why the file as a whole was refused. */
  problem: z.string().nullable(),
  rowsRead: z.int(),
  added: z.int(),
  changed: z.int(),
  same: z.int(),
  rejected: z.int(),
  startedAt: z.iso.datetime(),
  /** The first rows that are refused, with the reason. */
  refused: z.array(z.object({ line: z.int(), message: z.string() })),
  /** Columns as they were understood: ours → the file's. */
  mapping: z.record(z.string(), z.string()),
})
export type LedgerImport = z.infer<typeof LedgerImport>

/** A change of a record, as its history tells it. */
export const LedgerEvent = z.object({
  kind: z.string(),
  at: z.iso.datetime(),
  byName: z.string(),
  note: z.string(),
  changes: z.array(z.object({ key: z.string(), from: z.unknown(), to: z.unknown() })),
})
export type LedgerEvent = z.infer<typeof LedgerEvent>

const UPLOAD_LIMIT = 50 * 1024 * 1024

/** Keys by which a list can be narrowed: choices, yes-no and whole numbers by value, dates by `…From` and `…To`. */
export function filterSchema(ledger: Ledger): Record<string, z.ZodType<string | undefined>> {
  const entries = columnsOf(ledger).flatMap(([key, column]) => filtersOf(key, column))
  return Object.fromEntries(entries)
}

function filtersOf(key: string, column: Column): [string, z.ZodType<string | undefined>][] {
  if (column.kind === 'choice') return [[key, z.enum(Object.keys(column.options)).optional()]]
  if (column.kind === 'yes-no') return [[key, z.enum(['true', 'false']).optional()]]
  if (column.kind === 'link') return [[key, z.uuid().optional()]]
  if (column.kind === 'whole')
    return [
      [
        key,
        z
          .string()
          .regex(/^-?\d{1,9}$/, '不是整数。请填写整数。')
          .optional(),
      ],
    ]
  if (column.kind !== 'date' && column.kind !== 'month') return []
  const bound = column.kind === 'date' ? CivilDate : YearMonth
  return [
    [`${key}From`, bound.optional()],
    [`${key}To`, bound.optional()],
  ]
}

/** A link also says what the record is called to which it leads. */
function keptFields(key: string, column: Column): [string, z.ZodType][] {
  const kept: [string, z.ZodType] = [key, keptSchema(column)]
  return column.kind === 'link' ? [kept, [`${key}Called`, z.string().nullable()]] : [kept]
}

/**
 * The operations that every ledger has; one that verbs write has only those that read. Those that are special to one stand
 * in its own contract beside them.
 */
export function ledgerContract<L extends Ledger>(ledger: L) {
  const { name, noun, title } = ledger
  const path = `/enterprises/:enterpriseId/${ledger.path}` as const
  const labels = Object.fromEntries(columnsOf(ledger).map(([key, { label }]) => [key, label]))
  const Kept = z.object({
    enterpriseId: z.uuid(),
    id: z.uuid(),
    version: z.int(),
    ...Object.fromEntries(columnsOf(ledger).flatMap(([key, column]) => keptFields(key, column))),
    retiredOn: CivilDate.nullable(),
    changedAt: z.iso.datetime(),
  }) as unknown as z.ZodType<LedgerRecord<L>>
  const values = z.object(
    Object.fromEntries(writtenColumns(ledger).map(([key, column]) => [key, writtenSchema(column)])),
  )
  const ofEnterprise = { enterpriseId: z.uuid() }
  const ofRecord = { ...ofEnterprise, recordId: z.uuid() }
  const ofImport = { ...ofEnterprise, importId: z.uuid() }
  const sortable = columnsOf(ledger).flatMap(([key, column]) => (isSortable(column) ? [key] : []))
  const list = operation({
    name: `${name}.list`,
    method: 'GET',
    path,
    title: `查看${title}`,
    doc: `Records of the ledger, by cursor; \`text\` is any fragment of its texts and codes, \`sort\` a column's key, \`state\` in-use unless told.`,
    input: z.object({
      ...ofEnterprise,
      ...filterSchema(ledger),
      text: z.string().trim().max(60).optional(),
      ids: z
        .string()
        .regex(
          /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(,[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){0,49}$/,
          '要用逗号隔开的编号，至多 50 个。',
        )
        .optional()
        .describe('只列这些，不论是否停用'),
      state: z.enum(['in-use', 'retired', 'all']).optional(),
      sort: z.enum(sortable).optional(),
      descending: z.enum(['true', 'false']).optional(),
      ...PageQuery,
    }),
    output: page(Kept).extend({
      more: z
        .boolean()
        .optional()
        .describe('true: more than `total`, which with a text is counted no further'),
    }),
    refusals: [],
  })
  const importOperation = <I extends z.ZodObject>(
    verb: string,
    of: { method: 'GET' | 'POST'; path: `/${string}`; title: string; doc: string; input: I },
  ) => operation({ name: `${name}.${verb}`, output: LedgerImport, refusals: [wrongState], ...of })
  return {
    Kept,
    values,
    labels,
    list,
    export: exportOf(list, { name: `${name}.export`, title: `导出${title}` }),
    read: operation({
      name: `${name}.read`,
      method: 'GET',
      path: `${path}/:recordId`,
      title: `查看${noun}`,
      doc: 'One record with its history, the newest change first.',
      input: z.object(ofRecord),
      output: z.object({
        record: Kept,
        events: z.array(LedgerEvent),
        attachments: z.array(LedgerAttachment),
      }),
      refusals: [],
    }),
    attach: attachOperation(ledger),
    changeMany: changeManyOperation(ledger),
    add: operation({
      name: `${name}.add`,
      method: 'POST',
      path,
      title: `登记${noun}`,
      doc: 'Adds one record. Its key columns are unique in the enterprise.',
      input: z.object({ ...ofEnterprise, values }),
      output: Kept,
      refusals: [keyTaken],
      labels,
    }),
    change: operation({
      name: `${name}.change`,
      method: 'PUT',
      path: `${path}/:recordId`,
      title: `修改${noun}`,
      doc: 'Writes all columns of a record; what changed is kept in its history.',
      input: z.object({ ...ofRecord, version: z.int(), values }),
      output: Kept,
      refusals: [keyTaken, staleVersion],
      labels,
    }),
    retire: operation({
      name: `${name}.retire`,
      method: 'POST',
      path: `${path}/:recordId/retirement`,
      title: `停用${noun}`,
      doc: 'From a day on the record is no longer in use; `on` null takes that back. Nothing is deleted.',
      input: z.object({
        ...ofRecord,
        version: z.int(),
        on: WrittenDate.nullable(),
        reason: textSchema({ max: 200, min: 0 }),
      }),
      output: Kept,
      refusals: [staleVersion],
      labels: { on: '停用日期', reason: '原因' },
    }),
    template: operation({
      name: `${name}.template`,
      method: 'GET',
      path: `${path}/template`,
      title: `下载${title}模板`,
      doc: 'Workbook with the columns of the ledger; text cells, and what may be chosen on a second sheet.',
      input: z.object(ofEnterprise),
      output: Bytes,
      refusals: [],
      givesBytes: { mediaTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
    }),
    startImport: operation({
      name: `${name}.start-import`,
      method: 'POST',
      path: `${path}/imports`,
      title: `导入${title}`,
      doc: 'Takes an Excel or CSV file and begins its dry run; nothing is written to the ledger.',
      input: z.object({
        ...ofEnterprise,
        fileName: z.string().trim().min(1).max(200),
        into: z
          .string()
          .trim()
          .max(100)
          .optional()
          .describe('文件没有台帐主键中的关联列时，各行属于哪一条（编号或名称）'),
      }),
      output: LedgerImport,
      refusals: [tooLarge, wrongFileType],
      takesBytes: { limit: UPLOAD_LIMIT },
    }),
    readImport: importOperation('read-import', {
      method: 'GET',
      path: `${path}/imports/:importId`,
      title: '查看导入',
      doc: 'How far an import is, and what came of it.',
      input: z.object(ofImport),
    }),
    applyImport: importOperation('apply-import', {
      method: 'POST',
      path: `${path}/imports/:importId/application`,
      title: '写入台帐',
      doc: 'Writes the rows that were found good, all in one transaction.',
      input: z.object(ofImport),
    }),
    cancelImport: importOperation('cancel-import', {
      method: 'POST',
      path: `${path}/imports/:importId/cancellation`,
      title: '取消导入',
      doc: 'Ends a dry run, or a writing that is under way: the ledger stays as it was.',
      input: z.object(ofImport),
    }),
    undoImport: importOperation('undo-import', {
      method: 'POST',
      path: `${path}/imports/:importId/undoing`,
      title: '撤销导入',
      doc: 'Takes back what an import wrote, where nobody has changed it since; refused with the number of those that were.',
      input: z.object(ofImport),
    }),
    importResult: operation({
      name: `${name}.import-result`,
      method: 'GET',
      path: `${path}/imports/:importId/result`,
      title: '下载导入结果',
      doc: 'The same file with 导入结果 as its last column, on the right rows.',
      input: z.object(ofImport),
      output: Bytes,
      refusals: [wrongState],
      givesBytes: {
        mediaTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv'],
      },
    }),
  }
}

export type LedgerContract<L extends Ledger = Ledger> = ReturnType<typeof ledgerContract<L>>
