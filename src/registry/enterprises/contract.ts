import { z } from 'zod'
import {
  Bytes,
  exportOf,
  operation,
  PageQuery,
  page,
  staleVersion,
  tooLarge,
  wrongFileType,
  wrongState,
} from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { divisionOf, findIndustry } from './industries.ts'

/** 注销, 停产, 迁出 or merged into the enterprise of which it is a duplicate. */
export const EndedAs = z.enum(['deregistered', 'stopped', 'moved-away', 'duplicate'])
export type EndedAs = z.infer<typeof EndedAs>

export const EnterpriseSize = z.enum(['大型', '中型', '小型', '微型'])
export type EnterpriseSize = z.infer<typeof EnterpriseSize>

/** A code of GB/T 4754—2017: 门类 (C), 大类 (C34) or narrower (C341). */
export const IndustryCode = z
  .string()
  .max(5)
  .refine((code) => (divisionOf(code) ?? findIndustry(code)) !== null, {
    error: '没有这个行业代码。请从列表中选择。',
  })

/** An enterprise of the directory; `unitId` is the unit responsible for it today. */
export const Enterprise = z.object({
  id: z.uuid(),
  version: z.int(),
  creditCode: z.string(),
  /** The check digit does not fit; some early codes are lawful all the same (GB 32100-2015). */
  creditCodeWarning: z.boolean(),
  /** `registration-number`: an old 15-digit 注册号, taken as an exception. */
  codeKind: z.enum(['credit-code', 'registration-number']),
  /** Why the code is kept all the same, who says so and when. */
  codeReason: z.string().nullable(),
  codeReasonBy: z.string().nullable(),
  codeReasonAt: z.iso.datetime().nullable(),
  name: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  areaCode: z.string().nullable(),
  address: z.string(),
  registeredOn: CivilDate.nullable(),
  typeText: z.string(),
  typeCode: z.string().nullable(),
  industryCode: z.string().nullable(),
  /** The computed size, or where it cannot be computed the declared one. */
  size: EnterpriseSize.nullable(),
  /** What the enterprise, or the list it came from, says. */
  declaredSize: EnterpriseSize.nullable(),
  /** What follows from its figures by 国统字〔2017〕213号. */
  computedSize: EnterpriseSize.nullable(),
  /** The calendar year of the three figures. */
  figuresYear: z.int().nullable(),
  /** What the enterprise says of itself; the roster decides. */
  declaredAboveScale: z.boolean().nullable(),
  employees: z.int().nullable(),
  /** 万元 */
  revenueWan: z.int().nullable(),
  /** 万元 */
  assetsWan: z.int().nullable(),
  businessScope: z.string(),
  products: z.string(),
  endedOn: CivilDate.nullable(),
  endedAs: EndedAs.nullable(),
  /** The enterprise that stays, of a duplicate. */
  mergedInto: z.uuid().nullable(),
})
export type Enterprise = z.infer<typeof Enterprise>

/** 已备案 / 已聘任未备案 / 没有首席质量官, today. */
export const CqoState = z.enum(['filed', 'appointed', 'none'])
export type CqoState = z.infer<typeof CqoState>

export const EnterpriseRow = Enterprise.pick({
  id: true,
  creditCode: true,
  creditCodeWarning: true,
  codeKind: true,
  codeReason: true,
  name: true,
  unitId: true,
  unitName: true,
  address: true,
  size: true,
  industryCode: true,
  endedAs: true,
}).extend({
  cqo: CqoState.nullable().describe('null：不向本单位显示'),
  aboveScale: z.boolean().describe('今日在规模以上企业名单中'),
})

export type EnterpriseRow = z.infer<typeof EnterpriseRow>

export const directoryFilters = {
  text: textSchema({ max: 60, min: 0 }).optional(),
  unitId: z.uuid().optional(),
  size: z.enum([...EnterpriseSize.options, 'none']).optional(),
  industry: z
    .string()
    .regex(/^[A-T]\d{0,4}$/, '要用国民经济行业代码，如 C 或 C34。请重新选择。')
    .optional(),
  state: z.enum(['active', 'ended', 'all']).optional(),
  cqo: CqoState.optional(),
  tagId: z.uuid().optional(),
  list: z
    .string()
    .regex(
      /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?![0-9a-f]{8}-)[a-z][a-z0-9-]{1,39})$/,
      '不是名单，也不是名单种类的代码。请从列表中选择。',
    )
    .optional(),
}

export const readEnterprise = operation({
  name: 'enterprise.read',
  method: 'GET',
  path: '/enterprises/:enterpriseId',
  title: '查看企业',
  doc: 'One enterprise of the directory.',
  input: z.object({ enterpriseId: z.uuid() }),
  output: Enterprise,
  refusals: [],
})

export const listEnterprises = operation({
  name: 'enterprise.list',
  method: 'GET',
  path: '/enterprises',
  title: '查看企业名录',
  doc: 'Enterprises that I may see, by name. `text`: any part of the name, its pinyin initials or pinyin, or the beginning of the code. `unitId`: the unit and those below. `list`: a list, or the code of a scope. The total is counted up to 1,000 with text, up to 10,000 with tag or list, else up to 100,000; `more` says when there are more.',
  input: z.object({ ...directoryFilters, ...PageQuery }),
  output: page(EnterpriseRow).extend({ more: z.boolean() }),
  refusals: [],
})

export const exportEnterprises = exportOf(listEnterprises, {
  name: 'enterprise.export',
  title: '导出企业名录',
})

export const updateEnterprise = operation({
  name: 'enterprise.update',
  method: 'PUT',
  path: '/enterprises/:enterpriseId',
  title: '修改企业资料',
  doc: 'The enterprise keeps its own particulars, or the responsible unit for it, of which it is told; name and code are corrected by the unit. 企业规模 is computed from the 2017 thresholds (国统字〔2017〕213号).',
  input: z.object({
    enterpriseId: z.uuid(),
    version: z.int(),
    address: textSchema({ max: 200, min: 0 }),
    typeText: textSchema({ max: 100, min: 0 }),
    industryCode: IndustryCode.nullable(),
    declaredAboveScale: z.boolean().nullable(),
    declaredSize: EnterpriseSize.nullable(),
    figuresYear: z.int().min(1990).max(2100).nullable(),
    employees: z.int().min(0).max(5_000_000).nullable(),
    revenueWan: z.int().min(0).max(1_000_000_000).nullable(),
    assetsWan: z.int().min(0).max(10_000_000_000).nullable(),
    products: textSchema({ max: 300, min: 0 }),
  }),
  output: Enterprise,
  refusals: [staleVersion],
})

/** What became of a row. */
export const RowOutcome = z.enum(['add', 'change', 'same', 'doubtful', 'reject'])

export const ImportStatus = z.enum([
  'uploaded',
  'checking',
  'checked',
  'applying',
  'applied',
  'cancelled',
  'failed',
  'undoing',
  'undone',
])

/** An import: dry run first, then applied or left. Counts are rows. */
export const ImportRun = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  version: z.int(),
  status: ImportStatus,
  fileName: z.string(),
  /** SHA-256 of the file, hex */
  sha256: z.string(),
  rowsRead: z.int(),
  rowsTotal: z.int().nullable(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  doubtful: z.int(),
  rejected: z.int(),
  problem: z.string().nullable(),
  /** How the file's columns were understood: our column → the file's header. */
  mapping: z.record(z.string(), z.string()).nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
})
export type ImportRun = z.infer<typeof ImportRun>

const ofImport = { unitId: z.uuid(), importId: z.uuid() }

export const startImport = operation({
  name: 'import.start',
  method: 'POST',
  path: '/units/:unitId/imports',
  title: '上传企业名单',
  doc: 'Takes CSV (UTF-8, GB18030) or xlsx up to 300 MB and begins the dry run; nothing is written to the directory before it is applied.',
  input: z.object({ unitId: z.uuid(), fileName: z.string().trim().min(1).max(200) }),
  output: ImportRun,
  refusals: [tooLarge, wrongFileType],
  takesBytes: { limit: 300 * 1024 * 1024 },
})

export const readImport = operation({
  name: 'import.read',
  method: 'GET',
  path: '/units/:unitId/imports/:importId',
  title: '查看导入进度',
  doc: 'State, progress and counts of an import.',
  input: z.object(ofImport),
  output: ImportRun,
  refusals: [],
})

export const listImports = operation({
  name: 'import.list',
  method: 'GET',
  path: '/units/:unitId/imports',
  title: '查看导入记录',
  doc: 'Imports of the unit, newest first.',
  input: z.object({ unitId: z.uuid(), ...PageQuery }),
  output: page(ImportRun),
  refusals: [],
})

export const downloadImportTemplate = operation({
  name: 'import.template',
  method: 'GET',
  path: '/units/:unitId/import-template',
  title: '下载名单模板',
  doc: 'An empty list as a workbook: the columns that are known, every cell as text, and one row that shows how they are filled in. That row is refused when it is left in.',
  input: z.object({ unitId: z.uuid() }),
  output: Bytes,
  refusals: [],
  givesBytes: {
    mediaTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  },
})

export const ImportRow = z.object({
  /** Line in the file, header included, from 1. */
  line: z.int(),
  outcome: RowOutcome,
  message: z.string(),
  name: z.string(),
  creditCode: z.string(),
  /** `inScope`: the importing unit may take the row there. */
  candidates: z.array(z.object({ unitId: z.uuid(), name: z.string(), inScope: z.boolean() })),
  decision: z.string().nullable(),
  /** Name of the unit found by address and code; null where it is doubtful. */
  unitName: z.string().nullable(),
  /** Name of the unit decided upon. */
  decidedUnit: z.string().nullable(),
  /** The check digit does not fit, or the code is an old 15-digit 注册号 (which wants a reason before it is taken). */
  codeDoubt: z.enum(['check-digit', 'registration-number']).nullable(),
  codeReason: z.string().nullable(),
})

export type ImportRow = z.infer<typeof ImportRow>

export const listImportRows = operation({
  name: 'import.rows',
  method: 'GET',
  path: '/units/:unitId/imports/:importId/rows',
  title: '查看导入明细',
  doc: 'Rows of an import by outcome, in the order of the file.',
  input: z.object({ ...ofImport, outcome: RowOutcome.optional(), ...PageQuery }),
  output: page(ImportRow),
  refusals: [],
})

export const exportImportRows = exportOf(listImportRows, {
  name: 'import.export-rows',
  title: '导出导入明细',
})

export const decideImportRow = operation({
  name: 'import.decide-row',
  method: 'POST',
  path: '/units/:unitId/imports/:importId/rows/:line/decision',
  title: '决定存疑的行',
  doc: 'For a doubtful row: take it to a unit (`unitId` of a candidate or any unit in scope), or skip it.',
  input: z.object({
    ...ofImport,
    line: z.coerce.number().int(),
    take: z.uuid().nullable().describe('单位；null 表示跳过这一行'),
  }),
  output: ImportRow,
  refusals: [wrongState],
})

export const explainImportRow = operation({
  name: 'import.explain-code',
  method: 'POST',
  path: '/units/:unitId/imports/:importId/rows/:line/code-reason',
  title: '写明保留代码的理由',
  doc: 'For a row whose check digit does not fit or whose code is an old 15-digit 注册号: why it is taken all the same. Goes into the directory with the row.',
  input: z.object({
    ...ofImport,
    line: z.coerce.number().int().min(1).max(2_147_483_647),
    reason: textSchema({ max: 200, min: 2 }),
  }),
  output: ImportRow,
  refusals: [wrongState],
  labels: { reason: '理由' },
})

export const applyImport = operation({
  name: 'import.apply',
  method: 'POST',
  path: '/units/:unitId/imports/:importId/apply',
  title: '写入名录',
  doc: 'Writes the rows found good on the dry run, all or nothing: until it is done the directory is as before. Doubtful rows without a decision and rejected rows are left out.',
  input: z.object({ ...ofImport, version: z.int() }),
  output: ImportRun,
  refusals: [wrongState, staleVersion],
})

export const cancelImport = operation({
  name: 'import.cancel',
  method: 'POST',
  path: '/units/:unitId/imports/:importId/cancel',
  title: '取消导入',
  doc: 'Stops an import; a running write leaves nothing behind.',
  input: z.object(ofImport),
  output: ImportRun,
  refusals: [wrongState],
})

export const undoImport = operation({
  name: 'import.undo',
  method: 'POST',
  path: '/units/:unitId/imports/:importId/undo',
  title: '撤销导入',
  doc: 'Takes back an applied import: added enterprises go unless something has been built on them since, changed ones get their former values. A large one is `undoing` until it is done; all of it or nothing.',
  input: z.object({ ...ofImport, version: z.int() }),
  output: ImportRun,
  refusals: [wrongState, staleVersion],
})

export const downloadImportResult = operation({
  name: 'import.result',
  method: 'GET',
  path: '/units/:unitId/imports/:importId/result',
  title: '下载逐行结果',
  doc: 'The same file with 导入结果 as its last column.',
  input: z.object(ofImport),
  output: Bytes,
  refusals: [wrongState],
  givesBytes: {
    mediaTypes: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  },
})
