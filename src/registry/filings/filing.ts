import { z } from 'zod'
import { CivilDate } from '#platform/values/civil-date.ts'
import { ExtensionItem } from '#registry/rules/extensions.ts'
import { Verdict } from '#registry/rules/verdict.ts'
import { ChainStep } from './chain.ts'
import { MaskedForm, PublicForm } from './form.ts'
import { Procedure } from './procedure.ts'

/**
 * 草稿 → 已提交 → 已受理 → 已备案; 退回补正 from the middle two; 撤回 by the filer. A registered one becomes 已变更 or 已注销 when the filing
 * that follows it is registered; a 注销 itself ends as 已注销.
 */
export const FilingStatus = z.enum([
  'draft',
  'submitted',
  'accepted',
  'registered',
  'returned',
  'withdrawn',
  'changed',
  'cancelled',
])
export type FilingStatus = z.infer<typeof FilingStatus>

/** 新报, 变更 (same officer, number kept), 更换 (another officer, new number), 注销 (no filed officer any more). */
export const FilingKind = z.enum(['new', 'change', 'replace', 'cancel'])
export type FilingKind = z.infer<typeof FilingKind>

/** What a 注销 says: the last day in office, and why, from the list of reasons. */
export const Cancellation = z.object({
  on: CivilDate,
  reason: z.string(),
  reasonText: z.string(),
  note: z.string(),
})
export type Cancellation = z.infer<typeof Cancellation>

/** The filing that another follows; private fields are left out. */
export const PreviousFiling = z.object({
  filingId: z.uuid(),
  kind: FilingKind,
  filingNo: z.string().nullable(),
  personName: z.string(),
  registeredAt: z.iso.datetime().nullable(),
  form: PublicForm,
})

/** One defect of a return: 哪里, 为什么, 怎么改, 依据. `place` is a key of the form, a scan's purpose, or `general`. */
export const Defect = z.object({
  place: z.string().min(1).max(180),
  why: z.string().trim().min(2).max(300),
  how: z.string().trim().min(2).max(300),
  basis: z.string().trim().max(120).default(''),
})
export type Defect = z.infer<typeof Defect>
export const ToldDefect = Defect.extend({ round: z.int(), seq: z.int(), answer: z.string().nullable() })

export const FilingEvent = z.object({
  kind: z.enum([
    'started',
    'confirmed',
    'submitted',
    'accepted',
    'publicized',
    'passed',
    'returned',
    'withdrawn',
    'registered',
    'changed',
    'cancelled',
  ]),
  effectiveOn: CivilDate,
  recordedAt: z.iso.datetime(),
  accountName: z.string(),
  role: z.string(),
  note: z.string(),
  /** The unit that did it on behalf of the enterprise (代办). */
  onBehalfOf: z.string().nullable(),
})
export type FilingEvent = z.infer<typeof FilingEvent>

export const Scan = z.object({
  fileId: z.uuid(),
  purpose: z.string(),
  name: z.string(),
  mediaType: z.string(),
})

/** What may happen now to this filing at this person's hands; computed by the same table and policies as the verbs. */
export const FilingAbilities = z.object({
  save: z.boolean(),
  confirm: z.boolean(),
  submit: z.boolean(),
  withdraw: z.boolean(),
  accept: z.boolean(),
  publicize: z.boolean(),
  pass: z.boolean(),
  return: z.boolean(),
  register: z.boolean(),
  reveal: z.boolean(),
  /** Start a 变更 or a 注销 that follows this one. */
  follow: z.boolean(),
})

export const Filing = z.object({
  enterpriseId: z.uuid(),
  enterpriseName: z.string(),
  id: z.uuid(),
  version: z.int(),
  kind: FilingKind,
  status: FilingStatus,
  unitId: z.uuid(),
  unitName: z.string(),
  appointmentId: z.uuid(),
  /** Of the appointment: 任期到, and the last day of an officer who has left. */
  termTo: CivilDate.nullable(),
  leftOn: CivilDate.nullable(),
  /** What it follows: the filing changed, replaced or cancelled by this one; null for 新报. */
  previous: PreviousFiling.nullable(),
  /** 变更: places that differ from the filing it follows, as keys of the form, `extensions.…`, `photo` or `papers`. */
  changes: z.array(z.string()),
  cancellation: Cancellation.nullable(),
  /** When a later registered filing took its place. */
  supersededAt: z.iso.datetime().nullable(),
  /** From this day on the enterprise has no filed officer by this filing. */
  cancelledOn: CivilDate.nullable(),
  form: MaskedForm,
  /** Keys of personal 扩展项 that are filled in; their values are sealed and revealed one by one. */
  hiddenExtensions: z.array(z.string()),
  photoId: z.uuid().nullable(),
  scans: z.array(Scan),
  consentedAt: z.iso.datetime().nullable(),
  confirmedAt: z.iso.datetime().nullable(),
  /** The stamped form, where it was confirmed that way. */
  confirmationScan: Scan.nullable(),
  submittedAt: z.iso.datetime().nullable(),
  acceptedAt: z.iso.datetime().nullable(),
  registeredAt: z.iso.datetime().nullable(),
  filingNo: z.string().nullable(),
  /** Judged by the pack in force on the appointment date; null where no pack is in force there. */
  verdict: Verdict.nullable(),
  /** Order of steps, by the pack in force at submission (until then today's); null where none is in force. */
  procedure: Procedure.nullable(),
  /** What the pack asks beside 附件1 (扩展项), with labels and options. */
  asked: z.array(ExtensionItem),
  /** The office steps that lie before a draft as things stand; empty once it is submitted. */
  ahead: z.array(z.object({ title: z.string(), unitName: z.string() })),
  /** Office steps in order; empty until it is submitted. */
  chain: z.array(ChainStep),
  /** The step at hand and the unit where it lies. */
  desk: ChainStep.nullable(),
  /** Until when the enterprise is to correct a returned filing, where the pack says. */
  correctionDueOn: CivilDate.nullable(),
  /** What is still missing or wrong before it can be submitted: path in the form and a sentence. */
  open: z.array(z.object({ path: z.string(), message: z.string() })),
  /** What does not block: 年限 and 简历 that disagree, characters that cannot be printed. */
  warnings: z.array(z.object({ path: z.string(), message: z.string() })),
  /** Whole years of quality posts in 工作简历 up to the appointment; null where it cannot be counted. */
  qualityYearsByCareer: z.int().nullable(),
  /** For offices: other enterprises they may see where the same person (by 身份证号) is filed or being filed. */
  samePerson: z.array(
    z.object({
      enterpriseId: z.uuid(),
      filingId: z.uuid(),
      enterpriseName: z.string(),
      filingNo: z.string().nullable(),
      status: FilingStatus,
    }),
  ),
  defects: z.array(ToldDefect),
  events: z.array(FilingEvent),
  relaxationReason: z.string().nullable(),
  registerReason: z.string().nullable(),
  /** 代办: filled in by an officer of this unit from paper; the principal confirmed on paper. */
  onBehalf: z.object({ unitId: z.uuid(), unitName: z.string(), byName: z.string() }).nullable(),
  /** Why whoever filled it in on behalf also registered it. */
  fourEyesReason: z.string().nullable(),
  /** Towards registering by this reader: free, only by another officer of the unit, or with a recorded reason. */
  fourEyes: z.enum(['free', 'other-officer', 'reason']),
  abilities: FilingAbilities,
})
export type Filing = z.infer<typeof Filing>

export const FilingRow = z.object({
  enterpriseId: z.uuid(),
  id: z.uuid(),
  version: z.int(),
  appointmentId: z.uuid(),
  enterpriseName: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  kind: FilingKind,
  status: FilingStatus,
  /** Of the appointment: 任期到, and the last day of an officer who has left. */
  termTo: CivilDate.nullable(),
  leftOn: CivilDate.nullable(),
  cancelledOn: CivilDate.nullable(),
  personName: z.string(),
  outcome: z.enum(['pass', 'relaxed', 'relaxable', 'fail', 'cannot-tell']).nullable(),
  /** The step at hand: what is to be done, where, until when. */
  desk: z.object({ title: z.string(), unitName: z.string(), dueOn: CivilDate.nullable() }).nullable(),
  submittedAt: z.iso.datetime().nullable(),
  registeredAt: z.iso.datetime().nullable(),
  filingNo: z.string().nullable(),
  /** Filled in by the unit on behalf of the enterprise (代办). */
  onBehalf: z.boolean(),
  /** Why it was registered although the rules say no or cannot tell. */
  registerReason: z.string().nullable(),
})
export type FilingRow = z.infer<typeof FilingRow>
