import { z } from 'zod'
import { exportOf, operation, PageQuery, page } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'

/** A signed version of a list. `members` and `membersDigest` are of the whole list on its effective date. */
export const SignedVersion = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  rosterId: z.uuid(),
  no: z.int(),
  /** `file`: a whole list was uploaded; `record`: a few enterprises by hand. */
  kind: z.enum(['file', 'record']),
  effectiveOn: CivilDate,
  signedAt: z.iso.datetime(),
  /** Person and unit as they were called then. */
  signedBy: z.string(),
  signedUnit: z.string(),
  note: z.string(),
  fileName: z.string().nullable(),
  /** SHA-256 of the file, hex. */
  sha256: z.string().nullable(),
  entered: z.int(),
  left: z.int(),
  members: z.int(),
  /** On the list, but not in the directory yet. */
  pending: z.int(),
  /** SHA-256 (hex) over one line per member in order of id: id, space, 1 for 提名 or 0, line feed; then those not in the directory: ?, code, space, name, line feed. */
  membersDigest: z.string(),
})
export type SignedVersion = z.infer<typeof SignedVersion>

export const listVersions = operation({
  name: 'roster.versions',
  method: 'GET',
  path: '/rosters/:rosterId/versions',
  title: '查看名单版本',
  doc: 'Signed versions of a list, newest first.',
  input: z.object({ rosterId: z.uuid(), ...PageQuery }),
  output: page(SignedVersion),
  refusals: [],
})

export const verifyVersion = operation({
  name: 'roster.verify-version',
  method: 'GET',
  path: '/rosters/:rosterId/versions/:no',
  title: '核验名单版本',
  doc: 'A version with its members counted and digested anew from what is recorded; they must equal what was signed.',
  input: z.object({ rosterId: z.uuid(), no: z.coerce.number().int().min(1).max(2_147_483_647) }),
  output: z.object({
    version: SignedVersion,
    recomputed: z.object({ members: z.int(), pending: z.int(), membersDigest: z.string() }),
    agrees: z.boolean(),
  }),
  refusals: [],
  labels: { no: '版本' },
})

export const DifferenceRow = z.object({
  /** Null: of those that the directory does not know. */
  enterpriseId: z.uuid().nullable(),
  name: z.string(),
  creditCode: z.string(),
  unitName: z.string(),
  /** `came`, `went`: between the two versions; `prize`: 提名 became 获奖 or the other way; `pending-came`, `pending-went`: of those not in the directory. */
  change: z.enum(['came', 'went', 'prize', 'pending-came', 'pending-went']),
  nominated: z.boolean(),
})
export type DifferenceRow = z.infer<typeof DifferenceRow>

export const compareVersions = operation({
  name: 'roster.difference',
  method: 'GET',
  path: '/rosters/:rosterId/difference',
  title: '比较名单版本',
  doc: 'Who came and went from version `fromNo` (0: nothing) to version `toNo`, each as it was signed, as far as the asker may see them.',
  input: z.object({
    rosterId: z.uuid(),
    fromNo: z.coerce.number().int().min(0).max(2_147_483_647),
    toNo: z.coerce.number().int().min(1).max(2_147_483_647),
    change: DifferenceRow.shape.change.optional(),
    ...PageQuery,
  }),
  output: page(DifferenceRow).extend({ came: z.int(), went: z.int(), stayed: z.int() }),
  refusals: [],
  labels: { fromNo: '起始版本', toNo: '比较版本' },
})

export const exportDifference = exportOf(compareVersions, {
  name: 'roster.export-difference',
  title: '导出名单版本比较',
})

/** On a signed list, not in the directory when it was signed. */
export const PendingMember = z.object({
  id: z.uuid(),
  rosterId: z.uuid(),
  rosterName: z.string(),
  scopeName: z.string(),
  no: z.int(),
  keeperName: z.string(),
  name: z.string(),
  creditCode: z.string(),
  area: z.string(),
  nominated: z.boolean(),
  /** The unit that is to add it, where the list says so. */
  placeName: z.string().nullable(),
  /** In the directory by now, in sight of the asker. */
  enterpriseId: z.uuid().nullable(),
  mayEnter: z.boolean(),
})
export type PendingMember = z.infer<typeof PendingMember>

export const listPending = operation({
  name: 'roster.pending',
  method: 'GET',
  path: '/roster-pending',
  title: '查看待入名录的企业',
  doc: 'Enterprises on the last signed versions that the directory did not know: for the unit that keeps the list, the units above it, and the unit that is to add them. `rosterId` narrows to one list.',
  input: z.object({
    rosterId: z.uuid().optional(),
    text: textSchema({ max: 60, min: 0 }).optional(),
    ...PageQuery,
  }),
  output: page(PendingMember),
  refusals: [],
})

export const exportPending = exportOf(listPending, {
  name: 'roster.export-pending',
  title: '导出待入名录的企业',
})

export const verifyVersions = operation({
  name: 'roster.verify',
  method: 'GET',
  path: '/units/:unitId/roster-verification',
  title: '核验全部名单版本',
  doc: 'Every signed version that speaks of a unit in sight, counted and digested anew, up to 100 in a page; `differences` names those that are not as they were signed.',
  input: z.object({ unitId: z.uuid(), cursor: PageQuery.cursor }),
  output: z.object({
    compared: z.int(),
    differences: z.array(
      z.object({
        rosterName: z.string(),
        no: z.int(),
        signed: z.object({ members: z.int(), pending: z.int(), membersDigest: z.string() }),
        recomputed: z.object({ members: z.int(), pending: z.int(), membersDigest: z.string() }),
      }),
    ),
    next: z.string().nullable(),
  }),
  refusals: [],
})
