import { z } from 'zod'
import { Bytes, operation, staleVersion } from '#platform/operation.ts'
import { CivilDate, WrittenDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { ActionWords, actionLabels } from '#workbench/actions/contract.ts'

/** 已有证据, 部分, 尚无, 不适用. Computed with every question, never stored but in a frozen report. */
export const ClauseState = z.enum(['proved', 'partly', 'none', 'not-applicable'])
export type ClauseState = z.infer<typeof ClauseState>

/** `7.1.2b` of DB1302/T 589—2024. */
export const ClauseId = z.string().regex(/^\d(\.\d){1,2}[a-g]?$/, '不是条款号。请从条款符合度中选择。')

/** The enterprise's own word on a clause: 自述, 不适用 with its reason, or either taken back. The newest one counts. */
export const ClauseWord = z.object({
  seq: z.int(),
  kind: z.enum(['statement', 'not-applicable', 'withdrawn']),
  text: z.string(),
  file: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** The last day on which a statement counts; null: until it is taken back. */
  validUntil: CivilDate.nullable(),
  byName: z.string(),
  at: z.iso.datetime(),
})
export type ClauseWord = z.infer<typeof ClauseWord>

/** Records that a capability keeps, as they were found. */
export const FoundRecords = z.object({
  what: z.string(),
  /** The list that shows them, below the enterprise's address. */
  path: z.string(),
  n: z.int(),
  latest: CivilDate.nullable(),
  /** Only records from this day on count. */
  since: CivilDate.nullable(),
  /** The newest one before `since`, where nothing since counts. */
  older: CivilDate.nullable(),
})
export type FoundRecords = z.infer<typeof FoundRecords>

export const NeedState = z.object({
  what: z.string(),
  /** `records`, `statement` (自述), or not. `unkept`: missing, and the system keeps no such records yet. */
  met: z.enum(['records', 'statement', 'no', 'unkept']),
  /** Adds weight, and is not missed. */
  supports: z.boolean(),
  /** The enterprise's own word is enough. */
  byWord: z.boolean(),
  records: z.array(FoundRecords),
  next: z.object({ text: z.string(), path: z.string().nullable() }),
})
export type NeedState = z.infer<typeof NeedState>

export const ClauseStanding = z.object({
  id: ClauseId,
  section: z.string(),
  /** What it asks, in our words. */
  text: z.string(),
  /** The guide's own words by which it is known. */
  term: z.string(),
  state: ClauseState,
  /** 自述: it rests, wholly or in part, on the enterprise's own word. */
  stated: z.boolean(),
  needs: z.array(NeedState),
  /** What counts now; a statement past its last day stands here and does not count. */
  word: ClauseWord.nullable(),
  wordExpired: z.boolean(),
})
export type ClauseStanding = z.infer<typeof ClauseStanding>

export const Guide = z.object({
  docNo: z.string(),
  title: z.string(),
  /** Of our reading of it: which needs each clause has. */
  version: z.int(),
  sections: z.array(z.object({ id: z.string(), title: z.string() })),
})

/** Numbers of clauses by state; `total` leaves out those that do not apply. */
export const Totals = z.object({
  total: z.int(),
  proved: z.int(),
  partly: z.int(),
  none: z.int(),
  notApplicable: z.int(),
  /** Of the proved ones, how many rest on the enterprise's own word. */
  stated: z.int(),
})
export type Totals = z.infer<typeof Totals>

export const Conformity = z.object({
  today: CivilDate,
  guide: Guide,
  totals: Totals,
  clauses: z.array(ClauseStanding),
})
export type Conformity = z.infer<typeof Conformity>

const labels = {
  clause: '条款',
  text: '内容',
  fileId: '附件',
  validUntil: '有效期至',
}
const ofEnterprise = { enterpriseId: z.uuid() }
const ofClause = { ...ofEnterprise, clause: ClauseId }
/** `seq` of the word that the writer has seen; 0 where there was none. */
const seen = { ...ofClause, seq: z.int().min(0) }
const path = '/enterprises/:enterpriseId/conformity' as const

export const readConformity = operation({
  name: 'conformity.read',
  method: 'GET',
  path,
  title: '查看条款符合度',
  doc: 'Every clause 4.1–9.5 of DB1302/T 589—2024 with its state, computed now from the records of the enterprise and its own words. One round trip, whatever the number of records.',
  input: z.object(ofEnterprise),
  output: Conformity,
  refusals: [],
})

export const readClause = operation({
  name: 'conformity.read-clause',
  method: 'GET',
  path: `${path}/clauses/:clause`,
  title: '查看条款的证据',
  doc: 'One clause: the records found, what is missing and the next step, and every word the enterprise has said on it, the newest first.',
  input: z.object(ofClause),
  output: z.object({
    today: CivilDate,
    guide: Guide,
    sourceId: z.uuid().describe('under which the actions of this clause are kept'),
    clause: ClauseStanding,
    words: z.array(ClauseWord),
  }),
  refusals: [],
})

export const stateClause = operation({
  name: 'conformity.state',
  method: 'POST',
  path: `${path}/clauses/:clause/statement`,
  title: '写条款自述',
  doc: 'The officer or the principal states how a clause is met (自述), with a paper where there is one (a file of purpose record) and the last day on which it counts. It replaces what was said before; nothing is deleted.',
  input: z.object({
    ...seen,
    text: textSchema({ max: 1000, lines: 'many' }),
    fileId: z.uuid().nullable().default(null),
    validUntil: WrittenDate.nullable().default(null),
  }),
  output: ClauseStanding,
  refusals: [staleVersion],
  labels,
})

export const setClauseAside = operation({
  name: 'conformity.set-aside',
  method: 'POST',
  path: `${path}/clauses/:clause/not-applicable`,
  title: '标为不适用',
  doc: 'The officer says that a clause does not apply to this enterprise, and why.',
  input: z.object({ ...seen, text: textSchema({ max: 300, lines: 'many' }) }),
  output: ClauseStanding,
  refusals: [staleVersion],
  labels: { ...labels, text: '理由' },
})

export const takeBackWord = operation({
  name: 'conformity.take-back',
  method: 'POST',
  path: `${path}/clauses/:clause/taking-back`,
  title: '撤回自述或不适用',
  doc: 'The statement, or 不适用, no longer counts; it stays in the history.',
  input: z.object(seen),
  output: ClauseStanding,
  refusals: [staleVersion],
  labels,
})

export const addClauseAction = operation({
  name: 'conformity.add-action',
  method: 'POST',
  path: `${path}/clauses/:clause/actions`,
  title: '登记整改措施',
  doc: 'Somebody is to close the gap of a clause by a day.',
  input: z.object({ ...ofClause, ...ActionWords.shape }),
  output: z.object({ id: z.uuid() }),
  refusals: [],
  labels: { ...labels, ...actionLabels },
})

export const exportConformity = operation({
  name: 'conformity.export',
  method: 'POST',
  path: `${path}/export`,
  title: '导出条款符合度',
  doc: 'All clauses with state, records and gaps as .xlsx, with a sheet that says as of when and by which reading of the guide. The export is logged.',
  input: z.object(ofEnterprise),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
  unkeyed: true,
})
