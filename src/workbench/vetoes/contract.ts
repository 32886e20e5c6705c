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
import { HoldAct, HoldSubjectKind } from '#workbench/holds/contract.ts'

export const cannotLift = refusal({ code: 'cannot-lift', status: 409, title: '还不能解除否决' })
export const cannotCheck = refusal({ code: 'cannot-check', status: 409, title: '还不能核对' })
export const unprintableVeto = refusal({ code: 'unprintable', status: 422, title: '文件不能排版' })

/** 职权依据, unless the enterprise writes another. */
export const VETO_CLAUSE = 'DB1302/T 589—2024 8.1 d）企业产品（服务）质量安全“一票否决”权'

/** `checked`: a second person has looked, the officer or deputy may lift. `overridden`: 企业负责人强行放行. */
export const VetoState = z.enum(['in-force', 'checked', 'lifted', 'overridden'])

/** A line of the list of vetoes. */
export const VetoRow = z.object({
  enterpriseId: z.uuid(),
  id: z.uuid(),
  version: z.int(),
  number: z.string().describe('FJ-年-序号'),
  state: VetoState,
  subjectKind: HoldSubjectKind,
  subjectId: z.uuid().nullable(),
  subjectText: z.string(),
  subjectPath: z.string().nullable(),
  extent: z.string().describe('数量和所在：1,240 件，在成品库 A3 区'),
  acts: z.array(HoldAct),
  raisedAt: z.iso.datetime(),
  raisedByName: z.string(),
  endedAt: z.iso.datetime().nullable(),
  conditions: z.int(),
  conditionsMet: z.int(),
  attempts: z.int().describe('拦截次数'),
})
export type VetoRow = z.infer<typeof VetoRow>

export const VetoCondition = z.object({
  id: z.uuid(),
  what: z.string(),
  owner: z.string().nullable(),
  dueOn: CivilDate.nullable(),
  state: z.enum(['open', 'done', 'dropped']),
  doneOn: CivilDate.nullable(),
  result: z.string().nullable(),
})

/** Everything about one veto. */
export const Veto = VetoRow.extend({
  clause: z.string(),
  requirement: z.string(),
  facts: z.string(),
  risk: z.string(),
  measures: z.string(),
  raisedAs: z.enum(['cqo', 'deputy']),
  /** 聘书 of the officer in office when it was raised, and whether it names this power. */
  letter: z
    .object({ personName: z.string(), letterNo: z.string().nullable(), granted: z.boolean() })
    .nullable(),
  conditionList: z.array(VetoCondition),
  evidence: z.array(
    z.object({
      id: z.uuid(),
      fileId: z.uuid(),
      what: z.string(),
      fileName: z.string(),
      sha256: z.string(),
      addedAt: z.iso.datetime(),
      addedByName: z.string(),
    }),
  ),
  attemptList: z.array(
    z.object({
      id: z.uuid(),
      act: z.string(),
      what: z.string(),
      at: z.iso.datetime(),
      byName: z.string(),
    }),
  ),
  told: z.array(z.object({ staffId: z.uuid(), name: z.string(), post: z.string() })),
  receipts: z.array(z.object({ name: z.string(), at: z.iso.datetime() })),
  opinions: z.array(
    z.object({
      verdict: z.enum(['agreed', 'disagreed']),
      text: z.string(),
      at: z.iso.datetime(),
      byName: z.string(),
    }),
  ),
  check: z.object({ byName: z.string(), at: z.iso.datetime() }).nullable(),
  end: z.object({ byName: z.string(), at: z.iso.datetime(), note: z.string() }).nullable(),
  events: z.array(
    z.object({
      kind: z.string(),
      at: z.iso.datetime(),
      byName: z.string(),
      byRole: z.string(),
      note: z.string(),
    }),
  ),
  /** Who can lift it today. */
  liftableBy: z.array(z.string()),
  /** What still stands between it and its lifting, in words. */
  obstacles: z.array(z.string()),
  may: z.object({
    addEvidence: z.boolean(),
    addCondition: z.boolean(),
    check: z.boolean(),
    lift: z.boolean(),
    override: z.boolean(),
    giveOpinion: z.boolean(),
    sign: z.boolean(),
  }),
})
export type Veto = z.infer<typeof Veto>

export const vetoLabels = {
  subjectKind: '否决什么',
  subjectId: '对象',
  subjectText: '对象',
  extent: '数量和所在',
  clause: '职权依据',
  requirement: '质量要求',
  facts: '事实',
  risk: '风险',
  measures: '已采取的措施',
  conditions: '解除条件',
  what: '条件',
  ownerId: '责任人',
  dueOn: '应完成日期',
  evidence: '证据',
  tell: '通知',
  reason: '理由',
  note: '说明',
  text: '意见',
  verdict: '意见',
  fileId: '文件',
  accountId: '代理人',
  from: '从',
  until: '到',
} as const

const ofEnterprise = { enterpriseId: z.uuid() }
const ofVeto = { ...ofEnterprise, vetoId: z.uuid() }
const long = (max = 1000) => textSchema({ max, lines: 'many' })
const path = '/enterprises/:enterpriseId/vetoes' as const

const Condition = z.object({
  what: textSchema({ max: 300, lines: 'many' }),
  ownerId: z.uuid().nullable().describe('人员台帐中的人'),
  dueOn: WrittenDate,
})
const EvidenceFile = z.object({
  fileId: z.uuid().describe('purpose record'),
  what: textSchema({ max: 100 }),
})

export const listVetoes = operation({
  name: 'veto.list',
  method: 'GET',
  path,
  title: '查看一票否决',
  doc: 'Vetoes of an enterprise (DB1302/T 589—2024 8.1 d), the newest first; `state` in-force means the hold stands (checked ones too), `text` a fragment of number, subject, facts.',
  input: z.object({
    ...ofEnterprise,
    state: VetoState.optional(),
    subjectKind: HoldSubjectKind.optional(),
    subjectId: z.uuid().optional(),
    text: z.string().trim().max(60).optional(),
    from: CivilDate.optional().describe('提出日期从'),
    to: CivilDate.optional(),
    ...PageQuery,
    cursor: z.uuid('翻页标记读不懂。请从第一页重新打开列表。').optional(),
  }),
  output: page(VetoRow),
  refusals: [],
})
export const exportVetoes = exportOf(listVetoes, { name: 'veto.export', title: '导出一票否决' })

export const readVeto = operation({
  name: 'veto.read',
  method: 'GET',
  path: `${path}/:vetoId`,
  title: '查看否决',
  doc: 'One veto with conditions, evidence, attempts to go on (拦截), what the principal said, what happened so far, and what the reader may do now.',
  input: z.object(ofVeto),
  output: Veto,
  refusals: [],
})

export const raiseVeto = operation({
  name: 'veto.raise',
  method: 'POST',
  path,
  title: '提出一票否决',
  doc: 'By the officer in office or a named deputy. The hold begins with this call: the verbs of the subject are refused and logged from now on. Without `subjectId` release means everything; another matter that no record stands for is named in `subjectText` and stopped by the notice alone. Conditions become actions with owner and day.',
  input: z.object({
    ...ofEnterprise,
    subjectKind: HoldSubjectKind,
    subjectId: z.uuid().nullable(),
    subjectText: textSchema({ max: 100, min: 0 }).default(''),
    extent: textSchema({ max: 200, min: 0 }).default(''),
    clause: textSchema({ max: 200 }).default(VETO_CLAUSE),
    requirement: long(),
    facts: long(2000),
    risk: long(),
    measures: textSchema({ max: 1000, min: 0, lines: 'many' }).default(''),
    conditions: z.array(Condition).min(1).max(20),
    evidence: z.array(EvidenceFile).max(30).default([]),
    tell: z.array(z.uuid()).max(50).default([]).describe('人员台帐中要通知的人'),
  }),
  output: VetoRow,
  refusals: [],
  labels: vetoLabels,
})

export const addVetoEvidence = operation({
  name: 'veto.add-evidence',
  method: 'POST',
  path: `${path}/:vetoId/evidence`,
  title: '补充证据',
  doc: 'Adds a file (purpose record) to the evidence. Evidence is added, never replaced or taken away; also after an override.',
  input: z.object({ ...ofVeto, ...EvidenceFile.shape }),
  output: z.object({ id: z.uuid() }),
  refusals: [wrongState],
  labels: vetoLabels,
})

export const addVetoCondition = operation({
  name: 'veto.add-condition',
  method: 'POST',
  path: `${path}/:vetoId/conditions`,
  title: '增加解除条件',
  doc: 'A further condition, by the officer in office or a named deputy. What a second person has checked before is to be checked again.',
  input: z.object({ ...ofVeto, ...Condition.shape }),
  output: z.object({ id: z.uuid() }),
  refusals: [wrongState],
  labels: vetoLabels,
})

export const checkVeto = operation({
  name: 'veto.check',
  method: 'POST',
  path: `${path}/:vetoId/check`,
  title: '核对解除条件',
  doc: 'The second person says that every condition is met by what was put forward. Holds for the conditions as they stand; who checks does not lift.',
  input: z.object({ ...ofVeto, version: z.int(), note: textSchema({ max: 500, lines: 'many' }) }),
  output: VetoRow,
  refusals: [staleVersion, wrongState, cannotCheck],
  labels: vetoLabels,
})

export const liftVeto = operation({
  name: 'veto.lift',
  method: 'POST',
  path: `${path}/:vetoId/lifting`,
  title: '解除否决',
  doc: 'By the officer in office today or a named deputy, whoever raised it: all conditions met, a second person has checked them as they stand. The hold ends.',
  input: z.object({
    ...ofVeto,
    version: z.int(),
    note: textSchema({ max: 500, min: 0, lines: 'many' }).default(''),
  }),
  output: VetoRow,
  refusals: [staleVersion, wrongState, cannotLift],
  labels: vetoLabels,
})

export const overrideVeto = operation({
  name: 'veto.override',
  method: 'POST',
  path: `${path}/:vetoId/override`,
  title: '强行放行',
  doc: 'The principal goes on against the veto, in the open: with a reason, kept for ever, seen by everyone of the enterprise and told to the officer. The hold ends; the veto is not lifted.',
  input: z.object({ ...ofVeto, version: z.int(), reason: textSchema({ min: 10, max: 1000, lines: 'many' }) }),
  output: VetoRow,
  refusals: [staleVersion, wrongState],
  labels: vetoLabels,
})

export const giveVetoOpinion = operation({
  name: 'veto.give-opinion',
  method: 'POST',
  path: `${path}/:vetoId/opinions`,
  title: '签署企业负责人意见',
  doc: 'The principal agrees or disagrees. Changes nothing about the hold; every one is kept.',
  input: z.object({
    ...ofVeto,
    verdict: z.enum(['agreed', 'disagreed']),
    text: textSchema({ max: 500, min: 0, lines: 'many' }).default(''),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: [wrongState],
  labels: vetoLabels,
})

export const signVeto = operation({
  name: 'veto.sign',
  method: 'POST',
  path: `${path}/:vetoId/receipts`,
  title: '签收否决通知单',
  doc: 'Says that I know of it. Once each.',
  input: z.object(ofVeto),
  output: z.object({ at: z.iso.datetime() }),
  refusals: [],
})

export const printVetoNotice = operation({
  name: 'veto.notice',
  method: 'GET',
  path: `${path}/:vetoId/notice`,
  title: '打印否决通知单',
  doc: '否决通知单 as PDF, A4: what is stopped, why, the conditions, who was told, and how it stands.',
  input: z.object(ofVeto),
  output: Bytes,
  refusals: [unprintableVeto],
  givesBytes: { mediaTypes: ['application/pdf'] },
})

/** Numbers of the vetoes raised in a time, of one kind of subject or of all. */
export const VetoFigures = z.object({
  subjectKind: HoldSubjectKind.nullable(),
  raised: z.int(),
  inForce: z.int(),
  lifted: z.int(),
  overridden: z.int(),
  attempts: z.int(),
  /** From raising to lifting, hours; null where none was lifted. */
  meanHours: z.number().nullable(),
  longestHours: z.number().nullable(),
})
export type VetoFigures = z.infer<typeof VetoFigures>

export const countVetoes = operation({
  name: 'veto.figures',
  method: 'GET',
  path: `${path}/figures`,
  title: '统计一票否决',
  doc: 'Vetoes raised from one civil day to another, by kind of subject and in all: how they stand, attempts that were stopped, hours from raising to lifting.',
  input: z.object({ ...ofEnterprise, from: CivilDate.optional(), to: CivilDate.optional() }),
  output: z.object({ total: VetoFigures, rows: z.array(VetoFigures) }),
  refusals: [],
})
