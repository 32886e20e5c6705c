import { z } from 'zod'
import { operation, staleVersion } from '#platform/operation.ts'
import { textSchema } from '#platform/values/text.ts'
import { ColumnSet } from '../cover.ts'

/** `detail` 附件2 part A, `summary` part B. */
export const ColumnForm = z.enum(['detail', 'summary'])
export type ColumnForm = z.infer<typeof ColumnForm>

export const Columns = z.object({
  form: ColumnForm,
  version: z.int(),
  set: ColumnSet,
  /** Whose columns these are: of the unit itself, of one above it, or those that come with the product. */
  of: z.enum(['own', 'above', 'default']),
  ofName: z.string().nullable(),
  /** What a column may be filled with: key → usual title. */
  available: z.array(z.object({ key: z.string(), title: z.string() })),
})
export type Columns = z.infer<typeof Columns>

const ofUnit = { unitId: z.uuid() }

export const readReportColumns = operation({
  name: 'report.columns',
  method: 'GET',
  path: '/units/:unitId/report-columns',
  title: '查看汇总表的列',
  doc: 'Columns of 附件2 as they are in force for the unit. The official layout was not available: without a document number a table says 参考格式.',
  input: z.object(ofUnit),
  output: z.object({ rows: z.array(Columns) }),
  refusals: [],
})

export const setReportColumns = operation({
  name: 'report.set-columns',
  method: 'PUT',
  path: '/units/:unitId/report-columns/:form',
  title: '设置汇总表的列',
  doc: 'Columns for the unit and those below that set none; `columns` null goes back to those above. Packs that were sent keep theirs.',
  input: z.object({
    ...ofUnit,
    form: ColumnForm,
    version: z.int().describe('0 where the unit has set none'),
    title: textSchema({ max: 120 }),
    docNo: textSchema({ max: 60, min: 0 }).describe('空白表示参考格式'),
    columns: z
      .array(z.object({ key: z.string().max(40), title: textSchema({ max: 60 }) }))
      .min(1)
      .max(60)
      .nullable(),
  }),
  output: z.object({ rows: z.array(Columns) }),
  refusals: [staleVersion],
  labels: { title: '表名', docNo: '文号', columns: '列' },
})
