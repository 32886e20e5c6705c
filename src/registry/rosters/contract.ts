import { z } from 'zod'
import { exportOf, operation, PageQuery, page, refusal, staleVersion } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'

export const RosterLevel = z.enum(['national', 'province', 'city', 'county'])
export type RosterLevel = z.infer<typeof RosterLevel>

/** What a list says of its members, e.g. `above-scale` 规模以上企业. Rule packs name its code. */
export const RosterScope = z.object({
  code: z.string(),
  name: z.string(),
  /** Has levels and 提名, as prizes have. */
  levelled: z.boolean(),
  /** Members are shown to the units over them alone (统计法). */
  internal: z.boolean(),
})
export type RosterScope = z.infer<typeof RosterScope>

/** The head of a dated list. `members`: of those that the asker may see, today or on the last day of its period. */
export const Roster = z.object({
  id: z.uuid(),
  version: z.int(),
  unitId: z.uuid(),
  unitName: z.string(),
  scopeCode: z.string(),
  scopeName: z.string(),
  name: z.string(),
  level: RosterLevel.nullable(),
  docNo: z.string(),
  periodFrom: CivilDate,
  periodTo: CivilDate.nullable(),
  members: z.int(),
  /** The signed version that holds today, or held last; null: nothing is signed yet. */
  current: z
    .object({
      no: z.int(),
      effectiveOn: CivilDate,
      signedAt: z.iso.datetime(),
      members: z.int(),
      pending: z.int(),
    })
    .nullable(),
  mayKeep: z.boolean(),
})
export type Roster = z.infer<typeof Roster>

export const enterpriseUnknown = refusal({
  code: 'enterprise-unknown',
  status: 422,
  title: '有企业不在办理范围内',
})
export const outsidePeriod = refusal({ code: 'outside-period', status: 422, title: '日期不在名单期间内' })
export const scopeExists = refusal({ code: 'scope-exists', status: 409, title: '已有这种名单' })

export const listRosterScopes = operation({
  name: 'roster.scopes',
  method: 'GET',
  path: '/roster-scopes',
  title: '查看名单种类',
  doc: 'Kinds of lists: 规模以上企业, 政府质量奖 and others; places add their own.',
  input: z.object({}),
  output: z.object({ rows: z.array(RosterScope) }),
  refusals: [],
})

export const addRosterScope = operation({
  name: 'roster.add-scope',
  method: 'POST',
  path: '/units/:unitId/roster-scopes',
  title: '增设名单种类',
  doc: 'Adds a kind of list that a rule pack or a target may name by its code.',
  input: z.object({
    unitId: z.uuid(),
    code: z
      .string()
      .trim()
      // Not to be taken for the beginning of an id, nor for a scope of coverage or the code of a level (listCodes).
      .regex(
        /^(?![0-9a-f]{8}-)(?!(all|sme)$)(?!.*-(national|province|city|county|nominated)$)[a-z][a-z0-9-]{1,39}$/,
        '要用小写字母、数字和连字符，字母开头，2 至 40 位；all、sme 和以级别（如 -city）、-nominated 结尾的代码已有别的意思。请改写。',
      ),
    name: textSchema({ max: 40 }),
    levelled: z.boolean(),
  }),
  output: RosterScope,
  refusals: [scopeExists],
  labels: { code: '代码', name: '名称' },
})

export const listRosters = operation({
  name: 'roster.list',
  method: 'GET',
  path: '/rosters',
  title: '查看名单',
  doc: 'Heads of all lists, those in force first; `scopeCode` narrows.',
  input: z.object({ scopeCode: z.string().max(40).optional() }),
  output: z.object({ rows: z.array(Roster) }),
  refusals: [],
})

const head = {
  name: textSchema({ max: 100 }),
  docNo: textSchema({ max: 60, min: 0 }),
  periodTo: CivilDate.nullable(),
}

export const createRoster = operation({
  name: 'roster.create',
  method: 'POST',
  path: '/units/:unitId/rosters',
  title: '新建名单',
  doc: 'A dated list of the unit. 规模以上企业 may be kept only by units with the function roster (名单).',
  input: z.object({
    unitId: z.uuid(),
    scopeCode: z.string().max(40),
    level: RosterLevel.nullable(),
    periodFrom: CivilDate,
    ...head,
  }),
  output: Roster,
  refusals: [],
  labels: { name: '名称', docNo: '文号', scopeCode: '种类', periodFrom: '起始日期', periodTo: '截止日期' },
})

export const changeRoster = operation({
  name: 'roster.change',
  method: 'PUT',
  path: '/units/:unitId/rosters/:rosterId',
  title: '修改名单',
  doc: 'Name, document and end of the period; kind and beginning stay.',
  input: z.object({ unitId: z.uuid(), rosterId: z.uuid(), version: z.int(), ...head }),
  output: Roster,
  refusals: [staleVersion],
  labels: { name: '名称', docNo: '文号', periodTo: '截止日期' },
})

export const readRoster = operation({
  name: 'roster.read',
  method: 'GET',
  path: '/rosters/:rosterId',
  title: '查看一份名单',
  doc: 'The head of a list.',
  input: z.object({ rosterId: z.uuid() }),
  output: Roster,
  refusals: [],
})

export const RosterMember = z.object({
  enterpriseId: z.uuid(),
  name: z.string(),
  creditCode: z.string(),
  unitName: z.string(),
  nominated: z.boolean(),
  since: CivilDate,
  recordedAt: z.iso.datetime(),
  note: z.string(),
  /** The version that says so. */
  no: z.int(),
  /** What the list called it then. */
  listedName: z.string(),
})
export type RosterMember = z.infer<typeof RosterMember>

export const listRosterMembers = operation({
  name: 'roster.members',
  method: 'GET',
  path: '/rosters/:rosterId/members',
  title: '查看名单成员',
  doc: 'Members on a day (`onDate`, today when left out) as known at an instant (`knownAt`, now), or of a signed version (`no`) as it was signed; as far as the asker may see them.',
  input: z.object({
    rosterId: z.uuid(),
    no: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
    onDate: CivilDate.optional(),
    knownAt: z.iso.datetime().optional(),
    text: textSchema({ max: 60, min: 0 }).optional(),
    ...PageQuery,
  }),
  output: page(RosterMember),
  refusals: [],
  labels: { onDate: '日期', knownAt: '截至时间', no: '版本' },
})

export const exportRosterMembers = exportOf(listRosterMembers, {
  name: 'roster.export-members',
  title: '导出名单成员',
})

export const recordRoster = operation({
  name: 'roster.record',
  method: 'POST',
  path: '/units/:unitId/rosters/:rosterId/events',
  title: '登记进出名单',
  doc: 'Enterprises enter or leave the list from a civil date on: a small version, made and signed (签认) in one act. An error is put right by a further record of the same date.',
  input: z.object({
    unitId: z.uuid(),
    rosterId: z.uuid(),
    effectiveOn: CivilDate,
    enter: z.array(z.object({ enterpriseId: z.uuid(), nominated: z.boolean() })).max(5000),
    leave: z.array(z.uuid()).max(5000),
    note: textSchema({ max: 200, min: 0 }),
    /** SHA-256 (hex) of the file that it was read from. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
  }),
  /** `no`: of the version that was signed by it; null where nothing changed. */
  output: z.object({
    entered: z.int(),
    left: z.int(),
    unchanged: z.int(),
    no: z.int().nullable(),
    membersDigest: z.string().nullable(),
  }),
  refusals: [enterpriseUnknown, outsidePeriod],
  labels: { effectiveOn: '生效日期', note: '说明' },
})

/** A stretch on a list; `to` is the first day on which the enterprise is no longer there. */
export const Membership = z.object({
  rosterId: z.uuid(),
  rosterName: z.string(),
  unitName: z.string(),
  scopeCode: z.string(),
  scopeName: z.string(),
  level: RosterLevel.nullable(),
  nominated: z.boolean(),
  from: CivilDate,
  to: CivilDate.nullable(),
  periodTo: CivilDate.nullable(),
  recordedAt: z.iso.datetime(),
  endRecordedAt: z.iso.datetime().nullable(),
})
export type Membership = z.infer<typeof Membership>

export const listMemberships = operation({
  name: 'roster.of-enterprise',
  method: 'GET',
  path: '/enterprises/:enterpriseId/memberships',
  title: '查看企业所在名单',
  doc: 'The stretches of one enterprise on lists, and whether the lists hold it to be 规模以上 today (null: no list covers its unit).',
  input: z.object({ enterpriseId: z.uuid() }),
  output: z.object({ rows: z.array(Membership), aboveScale: z.boolean().nullable() }),
  refusals: [],
})
