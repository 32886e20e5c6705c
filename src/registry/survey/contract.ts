import { z } from 'zod'
import {
  Bytes,
  exportOf,
  operation,
  PageQuery,
  page,
  refusal,
  tooLarge,
  wrongFileType,
  wrongState,
} from '#platform/operation.ts'
import { CivilDate, WrittenDate } from '#platform/values/civil-date.ts'
import { IdNumber } from '#platform/values/id-number.ts'
import { textSchema } from '#platform/values/text.ts'

/** What is surveyed (宜市市监联发〔2024〕9号 四1): 聘书, 培训认证, 评价证书. */
export const CredentialKind = z.enum(['letter', 'training', 'evaluation'])
export type CredentialKind = z.infer<typeof CredentialKind>

/** yes, no, or unknown: nobody has said. */
export const Answer = z.enum(['yes', 'no', 'unknown'])
export type Answer = z.infer<typeof Answer>

/** What somebody recorded of an enterprise. Append only: `voidedAt` is set where a later record took it back. */
export const CredentialRecord = z.object({
  id: z.uuid(),
  kind: CredentialKind,
  held: z.boolean(),
  /** Day of the letter, of the training's end, of the certificate. */
  heldOn: CivilDate.nullable(),
  issuer: z.string(),
  number: z.string(),
  personName: z.string(),
  hours: z.int().nullable(),
  saidBy: z.string(),
  asOf: CivilDate,
  source: z.enum(['survey', 'training', 'certificates', 'import']),
  note: z.string(),
  recordedAt: z.iso.datetime(),
  recordedByName: z.string(),
  /** The unit that recorded it; null where the enterprise did so itself. */
  unitName: z.string().nullable(),
  voidedAt: z.iso.datetime().nullable(),
  voidReason: z.string().nullable(),
  /** Holds today: the one that counts. */
  holds: z.boolean(),
})
export type CredentialRecord = z.infer<typeof CredentialRecord>

export const alreadyVoid = refusal({ code: 'already-void', status: 409, title: '这条登记已经作废' })

const record = {
  kind: CredentialKind,
  held: z.boolean(),
  heldOn: WrittenDate.nullable().default(null),
  issuer: textSchema({ max: 100, min: 0 }).default(''),
  number: textSchema({ max: 60, min: 0 }).default(''),
  personName: textSchema({ max: 40, min: 0 }).default(''),
  idNumber: IdNumber.nullable().default(null).describe('只保存加密摘要，用于核对是否同一人，不保存号码'),
  hours: z.int().min(0).max(2000).nullable().default(null).describe('培训学时'),
  saidBy: textSchema({ max: 60 }).describe('谁说的：企业填报、电话核实、查看原件……'),
  asOf: WrittenDate.describe('按哪一天的情况'),
  note: textSchema({ max: 300, min: 0, lines: 'many' }).default(''),
}
export const recordLabels = {
  kind: '登记内容',
  held: '有没有',
  heldOn: '日期',
  issuer: '颁发、组织单位',
  number: '编号',
  personName: '首席质量官姓名',
  idNumber: '身份证号',
  hours: '学时',
  saidBy: '依据',
  asOf: '截至日期',
  note: '备注',
} as const

const ofEnterprise = { enterpriseId: z.uuid() }
const ofUnit = { unitId: z.uuid() }

export const addCredential = operation({
  name: 'survey.record',
  method: 'POST',
  path: '/enterprises/:enterpriseId/survey-records',
  title: '登记摸底情况',
  doc: 'Says whether an enterprise holds 聘书, 培训 or 评价证书, since when, from whom, who says so and as of when (宜市市监联发〔2024〕9号 四1). A later record takes the place of an earlier one; nothing is overwritten.',
  input: z.object({ ...ofEnterprise, ...record }),
  output: CredentialRecord,
  refusals: [],
  labels: recordLabels,
})

export const voidCredential = operation({
  name: 'survey.void',
  method: 'POST',
  path: '/enterprises/:enterpriseId/survey-records/:recordId/voiding',
  title: '作废登记',
  doc: 'Takes a record back, with the reason; both stay in the history.',
  input: z.object({ ...ofEnterprise, recordId: z.uuid(), reason: textSchema({ max: 200, min: 2 }) }),
  output: CredentialRecord,
  refusals: [alreadyVoid],
  labels: { reason: '作废原因' },
})

export const listCredentials = operation({
  name: 'survey.of-enterprise',
  method: 'GET',
  path: '/enterprises/:enterpriseId/survey-records',
  title: '查看企业的摸底登记',
  doc: 'All records of one enterprise, newest first, and what holds today. `letterHere`: an officer is in office by a letter issued in this system.',
  input: z.object(ofEnterprise),
  output: z.object({
    rows: z.array(CredentialRecord),
    answers: z.record(CredentialKind, Answer),
    letterHere: z.boolean(),
  }),
  refusals: [],
})

/** An enterprise with its answers. `letter` is yes too where an officer is in office by a letter issued in this system. */
export const SurveyRow = z.object({
  enterpriseId: z.uuid(),
  name: z.string(),
  creditCode: z.string(),
  unitName: z.string(),
  letter: Answer,
  training: Answer,
  evaluation: Answer,
  letterHere: z.boolean(),
  /** The newest day of which a record speaks. */
  asOf: CivilDate.nullable(),
})
export type SurveyRow = z.infer<typeof SurveyRow>

export const listSurvey = operation({
  name: 'survey.list',
  method: 'GET',
  path: '/units/:unitId/survey',
  title: '查看摸底登记',
  doc: 'Enterprises of a unit and of those below with their answers today, by name. `who`: those on the list of 规模以上企业 (above-scale), those with any record (recorded), those without (unrecorded), or all.',
  input: z.object({
    ...ofUnit,
    who: z.enum(['above-scale', 'recorded', 'unrecorded', 'all']).optional(),
    kind: CredentialKind.optional().describe('与 answer 合用'),
    answer: Answer.optional(),
    text: textSchema({ max: 60, min: 0 }).optional(),
    ...PageQuery,
  }),
  output: page(SurveyRow),
  refusals: [],
})

export const exportSurvey = exportOf(listSurvey, { name: 'survey.export', title: '导出摸底登记' })

export const countSurvey = operation({
  name: 'survey.count',
  method: 'GET',
  path: '/units/:unitId/survey/counts',
  title: '摸底三项统计',
  doc: 'The three counts of 四1 for a unit with those below: enterprises with 聘书, 培训 and 评价证书 on a day, of enterprises with a record or an officer (`surveyed`) and of all in the directory (`enterprises`).',
  input: z.object({ ...ofUnit, on: CivilDate.optional() }),
  output: z.object({
    on: CivilDate,
    enterprises: z.int(),
    surveyed: z.int(),
    letter: z.int(),
    training: z.int(),
    evaluation: z.int(),
  }),
  refusals: [],
})

/** A list handed in, from its dry run to the end or its undoing. */
export const SurveyImport = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  status: z.enum(['checked', 'applied', 'undone', 'discarded']),
  fileName: z.string(),
  sha256: z.string(),
  asOf: CivilDate,
  saidBy: z.string(),
  rowsRead: z.int(),
  /** Rows that say something of an enterprise that was found. */
  good: z.int(),
  rejected: z.int(),
  /** Records that they make. */
  records: z.int(),
  startedAt: z.iso.datetime(),
  startedByName: z.string(),
  mapping: z.record(z.string(), z.string()),
  /** The first rows that are refused. */
  refused: z.array(z.object({ line: z.int(), name: z.string(), message: z.string() })),
})
export type SurveyImport = z.infer<typeof SurveyImport>

const ofImport = { ...ofUnit, importId: z.uuid() }
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const startSurveyImport = operation({
  name: 'survey.import-check',
  method: 'POST',
  path: '/units/:unitId/survey-imports',
  title: '核对摸底清单',
  doc: 'Dry run of an Excel or CSV list of up to 20,000 rows in the columns of 附件2 (reference form): finds each enterprise by code or name, and says of every row what it would record. Writes no record.',
  input: z.object({
    ...ofUnit,
    fileName: z.string().trim().min(1).max(200),
    asOf: WrittenDate,
    saidBy: textSchema({ max: 60 }),
  }),
  output: SurveyImport,
  refusals: [tooLarge, wrongFileType],
  takesBytes: { limit: 20 * 1024 * 1024 },
  labels: { asOf: '截至日期', saidBy: '依据' },
})

export const listSurveyImports = operation({
  name: 'survey.imports',
  method: 'GET',
  path: '/units/:unitId/survey-imports',
  title: '查看摸底清单的导入',
  doc: 'The last 50 lists that the unit handed in, newest first.',
  input: z.object(ofUnit),
  output: z.object({ rows: z.array(SurveyImport) }),
  refusals: [],
})

export const readSurveyImport = operation({
  name: 'survey.read-import',
  method: 'GET',
  path: '/units/:unitId/survey-imports/:importId',
  title: '查看一次导入',
  doc: 'What a list would record or has recorded, with the rows that were refused.',
  input: z.object(ofImport),
  output: SurveyImport,
  refusals: [],
})

const step = (verb: string, path: string, title: string, doc: string) =>
  operation({
    name: `survey.${verb}`,
    method: 'POST',
    path: `/units/:unitId/survey-imports/:importId/${path}`,
    title,
    doc,
    input: z.object(ofImport),
    output: SurveyImport,
    refusals: [wrongState],
  })

export const applySurveyImport = step(
  'import-apply',
  'application',
  '写入摸底登记',
  'Writes the records of the rows found good, all in one transaction.',
)
export const discardSurveyImport = step(
  'import-discard',
  'discarding',
  '放弃这次导入',
  'Ends a list that was only checked; nothing was recorded.',
)
export const undoSurveyImport = step(
  'import-undo',
  'undoing',
  '撤销导入',
  'Takes back every record of the list by a further record; both stay in the history.',
)

export const downloadSurveyResult = operation({
  name: 'survey.import-result',
  method: 'GET',
  path: '/units/:unitId/survey-imports/:importId/result',
  title: '下载核对结果',
  doc: 'The same file with 导入结果 as its last column, on the right rows.',
  input: z.object(ofImport),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: [XLSX, 'text/csv'] },
})

export const downloadSurveyTemplate = operation({
  name: 'survey.template',
  method: 'GET',
  path: '/units/:unitId/survey-template',
  title: '下载摸底清单模板',
  doc: 'The columns of 附件2 that the survey reads, as a workbook of text cells; labelled 参考格式, for the original was not available.',
  input: z.object(ofUnit),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: [XLSX] },
})
