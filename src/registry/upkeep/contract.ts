import { z } from 'zod'
import { operation, refusal, staleVersion, wrongState } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { EndedAs, Enterprise, IndustryCode } from '#registry/enterprises/contract.ts'

export const codeTaken = refusal({ code: 'code-taken', status: 409, title: '这个代码的企业已在名录中' })
/** `details.similar`: those that look alike. */
export const similarThere = refusal({ code: 'similar-there', status: 409, title: '名录中有相似的企业' })
export const handoverRefused = refusal({ code: 'handover-refused', status: 409, title: '不能移交' })
/** `details.blockers`: what has been built on the enterprise that would end. */
export const mergeBlocked = refusal({ code: 'merge-blocked', status: 409, title: '不能合并' })

const reason = textSchema({ max: 200, min: 2 })

export const addEnterprise = operation({
  name: 'enterprise.add',
  method: 'POST',
  path: '/units/:unitId/enterprises',
  title: '新增企业',
  doc: 'Adds one enterprise by hand to the directory of the unit. A check digit that does not fit, or an old 15-digit 注册号 (`oldNumber`), is taken with a reason.',
  input: z.object({
    unitId: z.uuid(),
    name: textSchema({ max: 120 }),
    creditCode: z.string().max(40),
    oldNumber: z.boolean(),
    codeReason: textSchema({ max: 200, min: 0 }),
    address: textSchema({ max: 200, min: 0 }),
    typeText: textSchema({ max: 100, min: 0 }),
    industryCode: IndustryCode.nullable(),
    registeredOn: CivilDate.nullable(),
    /** The officer has seen those that look alike. */
    despiteSimilar: z.boolean(),
  }),
  output: Enterprise,
  refusals: [codeTaken, similarThere],
  labels: {
    name: '企业名称',
    creditCode: '统一社会信用代码',
    codeReason: '理由',
    address: '住所',
    industryCode: '所属行业',
    registeredOn: '成立日期',
  },
})

const one = { enterpriseId: z.uuid(), version: z.int() }

export const endEnterprise = operation({
  name: 'enterprise.end',
  method: 'POST',
  path: '/enterprises/:enterpriseId/end',
  title: '注销、停产或迁出',
  doc: 'Ends an enterprise from a civil date on; it stays in the directory under 已终止, and can be resumed.',
  input: z.object({
    ...one,
    as: EndedAs.exclude(['duplicate']),
    effectiveOn: CivilDate,
    note: textSchema({ max: 200, min: 0 }),
  }),
  output: Enterprise,
  refusals: [staleVersion, wrongState],
  labels: { effectiveOn: '日期', note: '说明' },
})

export const resumeEnterprise = operation({
  name: 'enterprise.resume',
  method: 'POST',
  path: '/enterprises/:enterpriseId/resume',
  title: '恢复企业',
  doc: 'Takes back an ending (复产, 迁回, or ended in error); a merged one stands on its own again.',
  input: z.object({ ...one, effectiveOn: CivilDate, note: reason }),
  output: Enterprise,
  refusals: [staleVersion, wrongState],
  labels: { effectiveOn: '日期', note: '理由' },
})

export const keepCode = operation({
  name: 'enterprise.keep-code',
  method: 'POST',
  path: '/enterprises/:enterpriseId/code-reason',
  title: '核对后保留代码',
  doc: 'An officer of the responsible unit has compared the code with the 营业执照 and keeps it although its check digit does not fit (some early codes are lawful, GB 32100—2015).',
  input: z.object({ ...one, reason }),
  output: Enterprise,
  refusals: [staleVersion, wrongState],
  labels: { reason: '理由' },
})

export const correctEnterprise = operation({
  name: 'enterprise.correct',
  method: 'PUT',
  path: '/enterprises/:enterpriseId/identity',
  title: '更正名称和代码',
  doc: 'The responsible unit puts name or code right (更名, 换照, a slip); the former ones stand in the events. The enterprise is told.',
  input: z.object({
    ...one,
    name: textSchema({ max: 120 }),
    creditCode: z.string().max(40),
    oldNumber: z.boolean(),
    codeReason: textSchema({ max: 200, min: 0 }),
    reason,
  }),
  output: Enterprise,
  refusals: [staleVersion, codeTaken],
  labels: {
    name: '企业名称',
    creditCode: '统一社会信用代码',
    codeReason: '保留代码的理由',
    reason: '更正理由',
  },
})

export const EnterpriseEvent = z.object({
  kind: z.enum(['unit', 'added', 'corrected', 'ended', 'resumed']),
  effectiveOn: CivilDate,
  recordedAt: z.iso.datetime(),
  note: z.string(),
  unitName: z.string().nullable(),
  endedAs: EndedAs.nullable(),
  mergedInto: z.object({ id: z.uuid(), name: z.string() }).nullable(),
})
export type EnterpriseEvent = z.infer<typeof EnterpriseEvent>

export const listEnterpriseEvents = operation({
  name: 'enterprise.events',
  method: 'GET',
  path: '/enterprises/:enterpriseId/events',
  title: '查看企业变动',
  doc: 'Changes of the responsible unit, endings and resumptions, latest first: from when, and since when it is known.',
  input: z.object({ enterpriseId: z.uuid() }),
  output: z.object({ rows: z.array(EnterpriseEvent) }),
  refusals: [],
})

export const Handover = z.object({
  id: z.uuid(),
  enterpriseId: z.uuid(),
  enterpriseName: z.string(),
  creditCode: z.string(),
  /** The receiving unit sees the enterprise only once it has accepted. */
  visible: z.boolean(),
  fromUnit: z.string(),
  toUnit: z.string(),
  proposedBy: z.string(),
  proposedAt: z.iso.datetime(),
  effectiveOn: CivilDate,
  reason: z.string(),
  status: z.enum(['proposed', 'accepted', 'declined', 'withdrawn']),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  note: z.string(),
  abilities: z.object({ decide: z.boolean(), withdraw: z.boolean() }),
})
export type Handover = z.infer<typeof Handover>

export const listHandovers = operation({
  name: 'handover.list',
  method: 'GET',
  path: '/units/:unitId/handovers',
  title: '查看移交',
  doc: 'Hand-overs from or to the unit or the units below it: open ones first, then the latest 200.',
  input: z.object({ unitId: z.uuid() }),
  output: z.object({ rows: z.array(Handover) }),
  refusals: [],
})

export const proposeHandover = operation({
  name: 'handover.propose',
  method: 'POST',
  path: '/units/:unitId/handovers',
  title: '提出移交',
  doc: "Proposes that another unit becomes responsible: `toUnitId` to hand over an own enterprise, null to ask for another unit's.",
  input: z.object({
    unitId: z.uuid(),
    creditCode: z.string().trim().max(40),
    toUnitId: z.uuid().nullable(),
    effectiveOn: CivilDate,
    reason,
  }),
  output: Handover,
  refusals: [handoverRefused],
  labels: { creditCode: '统一社会信用代码', toUnitId: '接收单位', effectiveOn: '移交日期', reason: '理由' },
})

export const decideHandover = operation({
  name: 'handover.decide',
  method: 'POST',
  path: '/units/:unitId/handovers/:handoverId/decision',
  title: '办理移交',
  doc: 'The other unit, or one over both, accepts or declines; the proposing unit withdraws. Accepting moves the enterprise and its filings.',
  input: z.object({
    unitId: z.uuid(),
    handoverId: z.uuid(),
    decision: z.enum(['accepted', 'declined', 'withdrawn']),
    note: textSchema({ max: 200, min: 0 }),
  }),
  output: Handover,
  refusals: [handoverRefused],
  labels: { note: '说明' },
})

const PairSide = Enterprise.pick({ id: true, name: true, creditCode: true, unitName: true, address: true })

/** Two that look like one. `first` has the smaller id. */
export const SuspectedPair = z.object({
  why: z.enum(['same-name', 'near-name', 'same-organisation']),
  first: PairSide,
  second: PairSide,
})
export type SuspectedPair = z.infer<typeof SuspectedPair>

export const listDuplicates = operation({
  name: 'duplicate.list',
  method: 'GET',
  path: '/units/:unitId/duplicates',
  title: '查看疑似重复企业',
  doc: 'Pairs not yet decided among the enterprises of the unit and those below. `by` name: equal or near names (legal form, brackets, area); code: equal 主体标识 (digits 9–17).',
  input: z.object({
    unitId: z.uuid(),
    by: z.enum(['name', 'code']).default('name'),
    cursor: z.string().max(400).optional(),
  }),
  output: z.object({ rows: z.array(SuspectedPair), next: z.string().nullable() }),
  refusals: [],
})

export const Holding = z.object({
  kind: z.enum(['filings', 'appointments', 'accounts', 'files', 'lists']),
  n: z.int(),
})
export type Holding = z.infer<typeof Holding>

const pair = { unitId: z.uuid(), enterpriseId: z.uuid(), otherId: z.uuid() }

export const readDuplicate = operation({
  name: 'duplicate.read',
  method: 'GET',
  path: '/units/:unitId/duplicates/:enterpriseId/:otherId',
  title: '对比两家企业',
  doc: 'Two enterprises side by side, with what has been built on each and the latest decision on the pair.',
  input: z.object(pair),
  output: z.object({
    sides: z.array(z.object({ enterprise: Enterprise, holdings: z.array(Holding) })),
    decision: z
      .object({
        decision: z.enum(['different', 'merged', 'reopened']),
        reason: z.string(),
        at: z.iso.datetime(),
      })
      .nullable(),
  }),
  refusals: [],
})

export const decideDuplicate = operation({
  name: 'duplicate.decide',
  method: 'POST',
  path: '/units/:unitId/duplicates/:enterpriseId/:otherId/decision',
  title: '判定是否重复',
  doc: '`different` is remembered; `reopened` takes that back; `merged` keeps one and ends the other with a pointer to it. The one that ends must have nothing built on it; nothing is moved.',
  input: z.object({
    ...pair,
    decision: z.enum(['different', 'merged', 'reopened']),
    /** Of the two, with `merged`. */
    keepId: z.uuid().nullable(),
    reason,
  }),
  output: z.object({ decision: z.enum(['different', 'merged', 'reopened']) }),
  refusals: [mergeBlocked, wrongState],
  labels: { reason: '理由', keepId: '保留哪一家' },
})
