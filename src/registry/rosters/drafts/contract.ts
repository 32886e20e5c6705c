import { z } from 'zod'
import {
  Bytes,
  operation,
  PageQuery,
  page,
  refusal,
  staleVersion,
  tooLarge,
  wrongFileType,
  wrongState,
} from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { outsidePeriod } from '../contract.ts'
import { SignedVersion } from '../versions/contract.ts'

/** An uploaded list may have so many rows. */
export const DRAFT_ROWS = 100_000

/**
 * What a row of the file is, compared with the directory and the list as of the draft's effective date. `same`: on the list
 * already; `new`: enters; `renamed`: same code, other name; `other-code`: same name, other code; `near`: near names;
 * `elsewhere`: in the directory under a unit out of sight (moved county); `ended`: deregistered and the like; `unknown`: not in
 * the directory; `gone`: on the list, not in the file; `reject`: cannot be read.
 */
export const DraftOutcome = z.enum([
  'same',
  'new',
  'renamed',
  'other-code',
  'near',
  'elsewhere',
  'ended',
  'unknown',
  'gone',
  'reject',
])
export type DraftOutcome = z.infer<typeof DraftOutcome>

/**
 * `take`: it is this enterprise of the directory (保留右边); `pending`: it is the one in the file, which the directory does not
 * know yet (保留左边, 记为待入名录); `skip`: neither (都不是, 不列入); a member that is gone may `leave` or `stay`.
 */
export const Decision = z.enum(['take', 'pending', 'skip', 'leave', 'stay'])
export type Decision = z.infer<typeof Decision>

export const DraftRow = z.object({
  /** Place among the rows; of rows in the file the line. */
  seq: z.int(),
  /** Line in the file, header included, from 1; null for members that are gone. */
  line: z.int().nullable(),
  outcome: DraftOutcome,
  message: z.string(),
  name: z.string(),
  creditCode: z.string(),
  area: z.string(),
  nominated: z.boolean(),
  candidates: z.array(
    z.object({ enterpriseId: z.uuid(), name: z.string(), creditCode: z.string(), unitName: z.string() }),
  ),
  decision: Decision.nullable(),
  decidedEnterprise: z.uuid().nullable(),
})
export type DraftRow = z.infer<typeof DraftRow>

/** A list that was uploaded and is being compared and decided upon. Counts are rows. */
export const RosterDraft = z.object({
  id: z.uuid(),
  version: z.int(),
  unitId: z.uuid(),
  rosterId: z.uuid(),
  rosterName: z.string(),
  phase: z.enum(['reading', 'ready', 'failed']),
  fileName: z.string(),
  /** SHA-256 of the file, hex. */
  sha256: z.string(),
  effectiveOn: CivilDate,
  rowsRead: z.int(),
  problem: z.string().nullable(),
  /** How the file's columns were understood: ours → the file's. */
  mapping: z.record(z.string(), z.string()).nullable(),
  createdAt: z.iso.datetime(),
  /** The number of the version that it is compared with (0: none), and of the last signed one. */
  baseNo: z.int(),
  latestNo: z.int(),
  /** The first day after `effectiveOn` from which another signed version holds; null: none. What it says stays. */
  laterFrom: CivilDate.nullable(),
  counts: z.record(DraftOutcome, z.int()),
  /** Of these: rows that still wait for a decision. */
  undecided: z.record(DraftOutcome, z.int()),
  /** What would be signed now. */
  outlook: z.object({ entering: z.int(), leaving: z.int(), pending: z.int(), skipped: z.int() }),
})
export type RosterDraft = z.infer<typeof RosterDraft>

export const draftExists = refusal({ code: 'draft-exists', status: 409, title: '这份名单已有一份草稿' })
export const undecidedRows = refusal({ code: 'undecided-rows', status: 409, title: '还有没有决定的行' })
export const outdatedDraft = refusal({
  code: 'outdated-draft',
  status: 409,
  title: '草稿比较的不是最新的情况',
})

const of = { unitId: z.uuid(), rosterId: z.uuid() }

export const startDraft = operation({
  name: 'roster.start-draft',
  method: 'POST',
  path: '/units/:unitId/rosters/:rosterId/draft',
  title: '上传名单',
  doc: 'Takes a whole list as .xlsx or CSV (UTF-8, GB18030) of up to 100,000 rows and begins to compare it with the directory and with the list as of `effectiveOn`; the list itself stays as it is until the draft is signed. One draft of a list at a time.',
  input: z.object({ ...of, fileName: z.string().trim().min(1).max(200), effectiveOn: CivilDate }),
  output: RosterDraft,
  refusals: [tooLarge, wrongFileType, draftExists, outsidePeriod],
  takesBytes: { limit: 50 * 1024 * 1024 },
  labels: { effectiveOn: '生效日期', fileName: '文件名' },
})

export const readDraft = operation({
  name: 'roster.draft',
  method: 'GET',
  path: '/units/:unitId/rosters/:rosterId/draft',
  title: '查看名单草稿',
  doc: 'The open draft of a list: progress, counts by outcome, and what would be signed; null when there is none.',
  input: z.object(of),
  output: z.object({ draft: RosterDraft.nullable() }),
  refusals: [],
})

export const listDraftRows = operation({
  name: 'roster.draft-rows',
  method: 'GET',
  path: '/units/:unitId/rosters/:rosterId/draft/rows',
  title: '查看名单草稿明细',
  doc: 'Rows of the open draft by outcome, in the order of the file; `undecided`: only those that wait for a decision.',
  input: z.object({
    ...of,
    outcome: DraftOutcome.optional(),
    undecided: z.enum(['yes']).optional(),
    text: textSchema({ max: 60, min: 0 }).optional(),
    ...PageQuery,
  }),
  output: page(DraftRow),
  refusals: [],
})

export const decideRows = operation({
  name: 'roster.decide-rows',
  method: 'POST',
  path: '/units/:unitId/rosters/:rosterId/draft/decisions',
  title: '决定名单中的行',
  doc: 'Decisions on rows of the draft, each by its `seq`; `enterpriseId` names the candidate that is taken. `decision` null takes a decision back.',
  input: z.object({
    ...of,
    rows: z
      .array(
        z.object({
          seq: z.int().min(1).max(2_147_483_647),
          decision: Decision.nullable(),
          enterpriseId: z.uuid().nullable(),
        }),
      )
      .min(1)
      .max(200)
      .refine(
        (rows) => new Set(rows.map(({ seq }) => seq)).size === rows.length,
        '同一行有两个决定。请每行只作一个决定。',
      ),
  }),
  output: RosterDraft,
  refusals: [wrongState],
  labels: { rows: '决定' },
})

export const decideAlike = operation({
  name: 'roster.decide-alike',
  method: 'POST',
  path: '/units/:unitId/rosters/:rosterId/draft/decisions-alike',
  title: '成批决定同类的行',
  doc: 'One decision on all rows of an outcome that wait for one. `take` only where the code says which enterprise it is (renamed, ended) and no other row has taken it.',
  input: z.object({ ...of, outcome: DraftOutcome, decision: Decision, version: z.int() }),
  output: RosterDraft,
  refusals: [wrongState, staleVersion],
})

export const compareDraft = operation({
  name: 'roster.compare-draft',
  method: 'PUT',
  path: '/units/:unitId/rosters/:rosterId/draft',
  title: '重新比较名单草稿',
  doc: 'Compares the file anew, with the directory and the list as they are now and another effective date; decisions on rows that come out as before stay.',
  input: z.object({ ...of, version: z.int(), effectiveOn: CivilDate }),
  output: RosterDraft,
  refusals: [wrongState, staleVersion, outsidePeriod],
  labels: { effectiveOn: '生效日期' },
})

export const discardDraft = operation({
  name: 'roster.discard-draft',
  method: 'POST',
  path: '/units/:unitId/rosters/:rosterId/draft/discard',
  title: '作废名单草稿',
  doc: 'Gives up the draft, also while it is being compared. The list stays as it is.',
  input: z.object({ ...of, draftId: z.uuid() }),
  output: z.object({ discarded: z.boolean() }),
  refusals: [wrongState],
})

export const signDraft = operation({
  name: 'roster.sign',
  method: 'POST',
  path: '/units/:unitId/rosters/:rosterId/draft/sign',
  title: '签认名单',
  doc: 'Freezes the draft as the next version of the list: number, effective date, who and when, digest of the file and of the members. From then on it decides; what is signed is put right by a later version alone.',
  input: z.object({ ...of, version: z.int(), note: textSchema({ max: 200, min: 0 }) }),
  output: SignedVersion,
  refusals: [wrongState, staleVersion, undecidedRows, outdatedDraft],
  labels: { note: '说明' },
})

export const downloadDraftResult = operation({
  name: 'roster.upload-result',
  method: 'GET',
  path: '/units/:unitId/rosters/:rosterId/uploads/:versionId/result',
  title: '下载名单逐行结果',
  doc: 'The uploaded file with 导入结果 as its last column, of a draft or of the version that came of it.',
  input: z.object({ ...of, versionId: z.uuid() }),
  output: Bytes,
  refusals: [wrongState],
  givesBytes: {
    mediaTypes: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  },
})

export const downloadRosterTemplate = operation({
  name: 'roster.template',
  method: 'GET',
  path: '/units/:unitId/rosters/:rosterId/template',
  title: '下载名单模板',
  doc: 'An empty list as a workbook, every cell as text, with one row that shows how it is filled in; that row is refused when it is left in.',
  input: z.object(of),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
})
