import { z } from 'zod'
import { CivilDate } from '#platform/values/civil-date.ts'
import { figureKeys } from './figures.ts'

const Hex = z.string().regex(/^[0-9a-f]{64}$/)
const Code = z.string().min(1).max(40)
const Name = z.string().min(1).max(120)
const Place = z.strictObject({ code: Code, name: Name })
const Reference = z.strictObject({ number: z.string().max(60), sha256: Hex })

/** A figure: a count, or a numerator over its denominator. `null` where the unit has no list to count from. */
export const Figure = z.strictObject({
  key: z.enum(figureKeys),
  numerator: z.int().min(0).nullable(),
  denominator: z.int().min(0).nullable(),
})
export type Figure = z.infer<typeof Figure>

/** Where the figures of a unit come from: records of this installation, a pack that the unit has sent, or nowhere. */
export const FigureSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('records') }),
  z.strictObject({ kind: z.literal('pack'), pack: Reference, fresh: z.boolean() }),
  z.strictObject({ kind: z.literal('none') }),
])

export const UnitFigures = z.strictObject({
  unit: Place,
  source: FigureSource,
  asOf: CivilDate,
  knownAt: z.iso.datetime(),
  figures: z.array(Figure).max(figureKeys.length),
})
export type UnitFigures = z.infer<typeof UnitFigures>

/** A version of a list that a denominator rests on. */
export const RosterVersion = z.strictObject({
  unit: Place,
  scope: z.string().max(40),
  name: z.string().max(120),
  /** The unit that signed it. */
  keeper: z.string().max(120),
  no: z.int().nullable(),
  signedAt: z.iso.datetime().nullable(),
  effectiveOn: CivilDate.nullable(),
  /** Of the whole list, and the digest over them. */
  members: z.int(),
  digest: z.string().max(64),
  state: z.enum(['current', 'old', 'missing']),
})
export type RosterVersion = z.infer<typeof RosterVersion>

/** A column of 附件2: `key` names what is filled in, `blank…` a column that stays empty. */
export const Column = z.strictObject({ key: z.string().max(40), title: z.string().min(1).max(60) })
export type Column = z.infer<typeof Column>
export const ColumnSet = z.strictObject({
  title: z.string().min(1).max(120),
  /** Empty: 参考格式. */
  docNo: z.string().max(60),
  columns: z.array(Column).min(1).max(60),
})
export type ColumnSet = z.infer<typeof ColumnSet>

export const ChangeCounts = z.strictObject({
  new: z.int(),
  change: z.int(),
  replace: z.int(),
  cancel: z.int(),
})

/** 附件3 (培育计划报送表) as the unit above has accepted it: the version in force, a line for each 县(市、区). */
export const AttachedPlan = z.strictObject({
  no: z.int(),
  asOf: z.string(),
  digest: z.string().max(128),
  years: z.array(z.int()).min(1).max(5),
  rows: z
    .array(
      z.strictObject({
        place: z.string().max(120),
        aboveScale: z.int().nullable(),
        filed: z.int(),
        planned: z.array(z.int()).max(5),
      }),
    )
    .max(500),
})
export type AttachedPlan = z.infer<typeof AttachedPlan>

/** What anyone may read of a pack who has the file: no personal data. Signed; authenticated with the sealed part. */
export const PackCover = z.strictObject({
  kind: z.literal('pack'),
  id: z.uuid(),
  number: z.string().max(60),
  year: z.int().min(2000).max(2199),
  no: z.int().min(1).max(99_999),
  chainNo: z.int().min(1).max(99_999),
  sender: Place,
  receiver: Place,
  /** Id of the receiver's key that the details are sealed to. */
  receiverKey: Hex,
  period: z.strictObject({
    key: z.string().max(40),
    label: z.string().max(60),
    from: CivilDate,
    to: CivilDate,
  }),
  asOf: CivilDate,
  knownAt: z.iso.datetime(),
  sentAt: z.iso.datetime(),
  previous: Reference.nullable(),
  base: Reference.nullable(),
  docNo: z.string().max(60),
  remarks: z.string().max(1000),
  rule: z
    .strictObject({
      id: z.string(),
      version: z.int(),
      hash: z.string(),
      title: z.string(),
      docNo: z.string(),
    })
    .nullable(),
  rosters: z.array(RosterVersion).max(2000),
  units: z.array(UnitFigures).max(500),
  total: z.array(Figure).max(figureKeys.length),
  changes: ChangeCounts,
  rows: z.int(),
  detail: ColumnSet,
  summary: ColumnSet,
  plan: AttachedPlan.nullable(),
  parts: z.array(z.strictObject({ unit: Place, number: z.string(), sha256: Hex })).max(2000),
  sealed: z.strictObject({ ephemeral: Hex, nonce: z.string().regex(/^[0-9a-f]{24}$/), sha256: Hex }),
})
export type PackCover = z.infer<typeof PackCover>

/** 回执. */
export const ReceiptCover = z.strictObject({
  kind: z.literal('receipt'),
  pack: Reference,
  sender: Place,
  receiver: Place,
  result: z.enum(['acknowledged', 'returned']),
  reasons: z.array(z.string().min(1).max(300)).max(20),
  at: z.iso.datetime(),
})
export type ReceiptCover = z.infer<typeof ReceiptCover>

/** A figure put right: as it was reported, as it should be, and why. */
export const Correction = z.strictObject({
  unit: Code,
  key: z.enum(figureKeys),
  reported: Figure,
  corrected: Figure,
})

/** 更正单. */
export const SlipCover = z.strictObject({
  kind: z.literal('slip'),
  pack: Reference,
  no: z.int().min(1).max(9999),
  sender: Place,
  receiver: Place,
  previous: Hex,
  reason: z.string().min(1).max(1000),
  corrections: z.array(Correction).max(200),
  at: z.iso.datetime(),
})
export type SlipCover = z.infer<typeof SlipCover>

/** A row of 附件2 part A: cells by the key of their column. */
export const CELL_LIMIT = 2000
export const DetailRow = z.record(z.string().max(40), z.string().max(CELL_LIMIT))
export type DetailRow = z.infer<typeof DetailRow>

/** A filing since the last pack. */
export const ChangeRow = z.strictObject({
  kind: z.enum(['new', 'change', 'replace', 'cancel']),
  filingNo: z.string(),
  unit: z.string(),
  enterprise: z.string(),
  creditCode: z.string(),
  person: z.string(),
  registeredOn: CivilDate,
  /** 注销: from which day on. */
  effectiveOn: CivilDate.nullable(),
})
export type ChangeRow = z.infer<typeof ChangeRow>

/** What only the receiver reads. `members`: unit code → `scope.measure` → credit codes behind the figure. */
export const PackContent = z.strictObject({
  rows: z.array(DetailRow).max(200_000),
  changes: z.array(ChangeRow).max(200_000),
  members: z.record(z.string(), z.record(z.string(), z.array(z.string().max(40)))),
  /** By unit code: who filled in and looked over its figures. */
  contacts: z.record(
    z.string(),
    z.strictObject({ filledBy: z.string(), reviewedBy: z.string(), phone: z.string(), filledOn: z.string() }),
  ),
})
export type PackContent = z.infer<typeof PackContent>
