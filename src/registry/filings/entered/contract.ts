import { z } from 'zod'
import { Bytes, exportOf, operation, PageQuery, page, refusal, tooManyRows } from '#platform/operation.ts'
import { CivilDate, WrittenDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'

/** A registered filing, and whether it was keyed into 省信息采集系统 by a person. */
export const FilingEntry = z.object({
  enterpriseId: z.uuid(),
  filingId: z.uuid(),
  enterpriseName: z.string(),
  creditCode: z.string(),
  personName: z.string(),
  filingNo: z.string().nullable(),
  kind: z.enum(['new', 'change', 'replace', 'cancel']),
  unitName: z.string(),
  registeredOn: CivilDate,
  enteredOn: CivilDate.nullable(),
  enteredBy: z.string().nullable(),
})
export type FilingEntry = z.infer<typeof FilingEntry>

export const EntryState = z.enum(['open', 'entered'])
export type EntryState = z.infer<typeof EntryState>

export const someNotThere = refusal({ code: 'entries-not-there', status: 409, title: '有的备案不能这样登记' })

const labels = { state: '状态', enteredOn: '录入日期', purpose: '用途', note: '说明', filings: '备案' }
const ofUnit = { unitId: z.uuid() }

export const listEntries = operation({
  name: 'filing-entry.list',
  method: 'GET',
  path: '/units/:unitId/filing-entries',
  title: '查看录入情况',
  doc: 'Registered filings of a unit and those below that are not yet entered in 省信息采集系统 (宜市市监联发〔2024〕9号 五4), oldest first, or those entered, newest first.',
  input: z.object({ ...ofUnit, state: EntryState.default('open'), ...PageQuery }),
  output: page(FilingEntry),
  refusals: [],
  labels,
})
export const exportEntries = exportOf(listEntries, { name: 'filing-entry.export', title: '导出待录入备案' })

export const exportEntriesInFull = operation({
  name: 'filing-entry.export-in-full',
  method: 'POST',
  path: '/units/:unitId/filing-entries/export-in-full',
  title: '导出待录入备案（完整信息）',
  doc: 'As the export, with 身份证号 and telephone numbers in full, for a stated purpose: it is written into the trail and every enterprise concerned is told. At most 1,000 rows; for the responsible unit itself.',
  input: z.object({ ...ofUnit, purpose: textSchema({ min: 2, max: 200 }) }),
  output: Bytes,
  refusals: [tooManyRows],
  givesBytes: { mediaTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
  unkeyed: true,
  labels,
})

const filings = z
  .array(z.object({ enterpriseId: z.uuid(), filingId: z.uuid() }))
  .min(1, '没有选择。请先勾选。')
  .max(500, '一次最多 500 件。请分次登记。')

export const markEntered = operation({
  name: 'filing-entry.mark',
  method: 'POST',
  path: '/units/:unitId/filing-entries/mark',
  title: '登记已录入',
  doc: 'Says that filings were entered on a day; when none is left, the duty of entering is marked as done.',
  input: z.object({ ...ofUnit, filings, enteredOn: WrittenDate }),
  output: z.object({ marked: z.int(), left: z.int() }),
  refusals: [someNotThere],
  labels,
})

export const unmarkEntered = operation({
  name: 'filing-entry.unmark',
  method: 'POST',
  path: '/units/:unitId/filing-entries/unmark',
  title: '撤销录入登记',
  doc: 'Takes marks back, with the reason.',
  input: z.object({ ...ofUnit, filings, note: textSchema({ max: 200 }) }),
  output: z.object({ unmarked: z.int() }),
  refusals: [someNotThere],
  labels,
})
