import { z } from 'zod'
import { CivilDate, WrittenDate } from '#platform/values/civil-date.ts'
import { ContactPhone } from '#platform/values/contact-phone.ts'
import { Email } from '#platform/values/email.ts'
import { IdNumber } from '#platform/values/id-number.ts'
import { Mobile } from '#platform/values/mobile.ts'
import { PersonName } from '#platform/values/person-name.ts'
import { textSchema } from '#platform/values/text.ts'
import { YearMonth } from '#platform/values/year-month.ts'
import { QualificationFacts } from '#registry/rules/facts.ts'

/** A stretch of 工作简历; `to` null means 至今. */
export const CareerStage = z.object({
  from: YearMonth,
  to: YearMonth.nullable(),
  employer: textSchema({ max: 60 }),
  post: textSchema({ max: 60 }),
  /** Counts for 质量工作年限. */
  quality: z.boolean(),
})
export type CareerStage = z.infer<typeof CareerStage>

const facts = QualificationFacts.shape

const AskedValue = z.union([
  z.string().max(500),
  z.number(),
  z.boolean(),
  z.array(z.string().max(100)).max(100),
])
export type AskedValue = z.infer<typeof AskedValue>

/** The open part of 附件1: every field may be missing in a draft. */
const publicFields = {
  enterpriseName: textSchema({ max: 120 }),
  region: textSchema({ max: 60 }),
  industryCode: z.string().max(5),
  enterpriseType: textSchema({ max: 100 }),
  aboveScale: z.boolean(),
  size: z.enum(['大型', '中型', '小型', '微型']),
  products: textSchema({ max: 300 }),
  name: PersonName,
  qualityYears: z.int().min(0).max(80),
  school: textSchema({ max: 60, min: 0 }),
  major: textSchema({ max: 60, min: 0 }),
  education: facts.education.unwrap(),
  currentPost: textSchema({ max: 60 }),
  titleLevel: facts.titleLevel.unwrap(),
  titleName: textSchema({ max: 40, min: 0 }),
  qualification: facts.qualification.unwrap(),
  appointedPost: textSchema({ max: 60 }),
  fullTime: z.boolean(),
  appointedFrom: WrittenDate,
  trained: z.boolean(),
  trainedOn: YearMonth,
  trainer: textSchema({ max: 100, min: 0 }),
  principalName: PersonName,
  principalPost: textSchema({ max: 60 }),
  career: z.array(CareerStage).max(30),
  awards: textSchema({ max: 300, min: 0, lines: 'many' }),
  remarks: textSchema({ max: 200, min: 0, lines: 'many' }),
  /** 四种禁任情形: true means 均没有. */
  noExclusions: z.boolean(),
  /** 一般条件 id → 具备 */
  generalConditions: z.record(z.string().max(60), z.boolean()),
  /** Why 年限 and 简历 disagree, in the enterprise's words. */
  yearsNote: textSchema({ max: 200, min: 0 }),
  /** 扩展项: key of the fact → value, as the rule pack asks (`asked` of the filing). */
  extensions: z.record(z.string().max(160), AskedValue),
  /** Papers that prove 扩展项: key of the fact → files. */
  evidence: z.record(z.string().max(160), z.array(z.uuid()).max(10)),
} as const

/** What identifies or reaches a person: encrypted, masked by default (个人信息保护法 第28、51条). */
export const privateFields = {
  idNumber: IdNumber,
  mobile: Mobile,
  address: textSchema({ max: 120 }),
  email: Email,
  principalContact: ContactPhone,
} as const

export const PublicForm = z.object(publicFields).partial()
export type PublicForm = z.infer<typeof PublicForm>
export const PrivateForm = z.object(privateFields).partial()
export type PrivateForm = z.infer<typeof PrivateForm>

const nullable = <T extends Record<string, z.ZodType>>(fields: T) =>
  Object.fromEntries(Object.entries(fields).map(([key, schema]) => [key, schema.nullable().optional()])) as {
    [K in keyof T]: z.ZodOptional<z.ZodNullable<T[K]>>
  }

/** A draft as it is saved: wrongly filled fields are refused one by one, missing ones are not. */
export const FilingForm = z.object({ ...nullable(publicFields), ...nullable(privateFields) })
export type FilingForm = z.infer<typeof FilingForm>

/** A form as it is shown: private fields masked, gender and birth date derived from 身份证号. */
export const MaskedForm = PublicForm.extend({
  idNumber: z.string().optional(),
  mobile: z.string().optional(),
  address: z.string().optional(),
  email: z.string().optional(),
  principalContact: z.string().optional(),
  gender: z.enum(['男', '女']).optional(),
  birthDate: CivilDate.optional(),
})
export type MaskedForm = z.infer<typeof MaskedForm>
