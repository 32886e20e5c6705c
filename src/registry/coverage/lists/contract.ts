import { z } from 'zod'
import { exportOf, operation, PageQuery, page } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { AsOfQuery, coverageLabels, ListedMeasure, Scope, Standing } from '../contract.ts'

/** An enterprise behind a number. */
export const CoverageMember = z.object({
  enterpriseId: z.uuid(),
  name: z.string(),
  creditCode: z.string(),
  /** The unit by which it is counted. */
  unitId: z.uuid(),
  unitName: z.string(),
  size: z.string().nullable(),
  standing: Standing.nullable(),
  /** Since when it stands so. */
  since: CivilDate.nullable(),
  /** Masked; null for whoever is not told of people. */
  person: z.string().nullable(),
  termTo: CivilDate.nullable(),
})
export type CoverageMember = z.infer<typeof CoverageMember>

const counted = { scope: Scope.default('above-scale'), ...AsOfQuery }
const text = textSchema({ max: 60, min: 0 }).optional()

export const listCoverageMembers = operation({
  name: 'coverage.members',
  method: 'GET',
  path: '/units/:unitId/coverage/members',
  title: '查看数字背后的企业',
  doc: 'The enterprises that a number counts, by name. `counted` is the number itself; those that meanwhile belong to units out of sight are not shown (`elsewhere`). Names of persons masked. Industry bureaus see `members` of lists alone.',
  input: z.object({
    unitId: z.uuid(),
    measure: ListedMeasure.default('members'),
    ...counted,
    text,
    ...PageQuery,
  }),
  output: z.object({ ...page(CoverageMember).shape, counted: z.int(), elsewhere: z.int() }),
  refusals: [],
  labels: coverageLabels,
})

export const exportCoverageMembers = exportOf(listCoverageMembers, {
  name: 'coverage.export-members',
  title: '导出数字背后的企业',
})

/**
 * Why an enterprise is not filed: `never` appointed; appointed and `not-filed` (nothing handed in yet), `submitted` (with the
 * office), `returned` (to be put right); `vacant`; term `expired`. These add up to all that are missing. `list-old` is across
 * them: those whose list is out of date.
 */
export const MissingReason = z.enum([
  'never',
  'not-filed',
  'submitted',
  'returned',
  'vacant',
  'expired',
  'list-old',
])
export type MissingReason = z.infer<typeof MissingReason>

export const MissingEnterprise = z.object({
  ...CoverageMember.shape,
  reason: MissingReason.exclude(['list-old']),
  listOld: z.boolean(),
  /** The filing under way, where one lies with the office or was returned. */
  filingId: z.uuid().nullable(),
})
export type MissingEnterprise = z.infer<typeof MissingEnterprise>

export const listMissing = operation({
  name: 'coverage.missing',
  method: 'GET',
  path: '/units/:unitId/coverage/missing',
  title: '查看尚未备案的企业',
  doc: 'Members of a scope that are not filed on a day, with the reason. Where a filing lies is of now: a day that is past has `not-filed` for all that were appointed and not filed.',
  input: z.object({ unitId: z.uuid(), reason: MissingReason.optional(), ...counted, text, ...PageQuery }),
  output: z.object({
    ...page(MissingEnterprise).shape,
    counts: z.array(z.object({ reason: MissingReason, n: z.int() })),
    missing: z.int(),
    elsewhere: z.int(),
  }),
  refusals: [],
  labels: coverageLabels,
})

export const exportMissing = exportOf(listMissing, {
  name: 'coverage.export-missing',
  title: '导出尚未备案的企业',
})

/** One person filed in several enterprises (K10); enterprises out of sight are only counted. */
export const SamePerson = z.object({
  person: z.string(),
  enterprises: z.array(
    z.object({
      enterpriseId: z.uuid(),
      name: z.string(),
      creditCode: z.string(),
      unitName: z.string(),
      positionTitle: z.string(),
      fullTime: z.boolean(),
      filingNo: z.string().nullable(),
    }),
  ),
  elsewhere: z.int(),
})
export type SamePerson = z.infer<typeof SamePerson>

export const listSamePersons = operation({
  name: 'coverage.same-person',
  method: 'GET',
  path: '/units/:unitId/coverage/same-person',
  title: '查看一人在多家企业任职',
  doc: 'K10: persons (by 身份证号) who are the filed officer of several enterprises on a day, at least one of them below the unit. Names masked, numbers never shown.',
  input: z.object({ unitId: z.uuid(), on: AsOfQuery.on, ...PageQuery }),
  output: page(SamePerson),
  refusals: [],
  labels: coverageLabels,
})

export const exportSamePersons = exportOf(listSamePersons, {
  name: 'coverage.export-same-person',
  title: '导出一人在多家企业任职',
})
