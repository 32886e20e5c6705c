import * as z from 'zod'
import {
  type Code,
  codesOf,
  EDUCATION_LEVELS,
  ENTERPRISE_SIZES,
  ENTERPRISE_TYPES,
  GENDERS,
  METROLOGIST_LEVELS,
  QUALIFICATION_LEVELS,
  TITLE_FIELDS,
  TITLE_LEVELS,
  TITLE_SERIES,
} from './code-lists.ts'

/** What a comparison needs to know about a fact: how it is written, shown and ordered. Standard facts and a pack's own facts share it. */
export type FactDefinition = {
  readonly key: string
  readonly label: string
  readonly kind:
    | 'level'
    | 'choice'
    | 'number'
    | 'boolean'
    | 'text'
    | 'date'
    | 'list'
    | 'certificates'
    | 'hours'
  readonly options?: readonly Code[] | undefined
  readonly unit?: string | undefined
}

export const HeldCertificate = z.strictObject({
  type: z.string().min(1).max(64),
  level: z.string().max(64).optional().describe('证书等级代码，由规则包声明'),
  number: z.string().max(100).optional(),
  issuedOn: z.iso.date().optional(),
  validTo: z.iso.date().nullable().optional().describe('有效期至（含当日）；null 或不填表示证书没有写期限'),
})
export type HeldCertificate = z.infer<typeof HeldCertificate>

const answer = z.boolean().optional()

/** 禁任情形和一般条件的声明与审查。Not answered is not the same as answered with no. */
export const Declarations = z.strictObject({
  noExclusions: answer.describe('true：企业声明均没有；false：声明有；不填：尚未声明'),
  presentExclusions: z.array(z.string()).optional().describe('声明存在的禁任情形的 id'),
  exclusionsReview: z.enum(['none-found', 'found']).optional().describe('受理单位的审查结果'),
  generalConditions: z
    .record(z.string(), z.boolean().optional())
    .optional()
    .describe('一般条件 id → 是否具备'),
})
export type Declarations = z.infer<typeof Declarations>

/**
 * Everything qualification is judged by. Each fact may be missing; a rule that needs a missing fact cannot be told.
 * Years are whole completed years, dates are civil dates in Asia/Shanghai, hours are 学时 per calendar year.
 */
export const QualificationFacts = z.strictObject({
  education: z
    .strictObject({
      level: z.enum(codesOf(EDUCATION_LEVELS)),
      completed: z.boolean().describe('已毕业；结业、肄业为 false，不计'),
    })
    .optional(),
  major: z.string().max(200).optional().describe('所学专业'),
  titleLevel: z.enum(codesOf(TITLE_LEVELS)).optional(),
  titleSeries: z.enum(codesOf(TITLE_SERIES)).optional(),
  titleField: z.enum(codesOf(TITLE_FIELDS)).optional().describe('职称专业'),
  qualification: z.enum(codesOf(QUALIFICATION_LEVELS)).optional(),
  metrologist: z.enum(codesOf(METROLOGIST_LEVELS)).optional(),
  qualityYears: z.int().min(0).max(80).optional(),
  age: z.int().min(0).max(150).optional(),
  gender: z.enum(codesOf(GENDERS)).optional(),
  inTopManagement: answer.describe('设在企业决策层'),
  fullTime: answer.describe('专职'),
  trainedBefore: answer.describe('参加过首席质量官培训'),
  certificates: z.array(HeldCertificate).max(200).optional(),
  ceHours: z
    .record(z.string().regex(/^\d{4}$/), z.number().min(0))
    .optional()
    .describe('年 → 继续教育学时'),
  enterprise: z
    .strictObject({
      size: z.enum(codesOf(ENTERPRISE_SIZES)).optional(),
      aboveScale: answer,
      type: z.enum(codesOf(ENTERPRISE_TYPES)).optional(),
      employees: z.int().min(0).optional().describe('从业人员（人）'),
      revenueWan: z.number().min(0).optional().describe('年营业收入（万元）'),
      industry: z.string().max(10).optional().describe('GB/T 4754 代码，门类字母加数字，如 C30'),
      lists: z.array(z.string()).optional().describe('企业当日所在名单的代码，如 government-quality-award'),
    })
    .optional(),
  declarations: Declarations.optional(),
  extensions: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
    .optional()
    .describe('扩展项 key → 值，见 extensionItems'),
})
export type QualificationFacts = z.infer<typeof QualificationFacts>

/** The facts every pack may use by key. What is not here a pack declares for itself under `facts`. */
export const STANDARD_FACTS: readonly FactDefinition[] = [
  { key: 'education', label: '学历', kind: 'level', options: EDUCATION_LEVELS },
  { key: 'major', label: '所学专业', kind: 'text' },
  { key: 'titleLevel', label: '职称', kind: 'level', options: TITLE_LEVELS },
  { key: 'titleSeries', label: '职称系列', kind: 'choice', options: TITLE_SERIES },
  { key: 'titleField', label: '职称专业', kind: 'choice', options: TITLE_FIELDS },
  { key: 'qualification', label: '质量专业技术人员职业资格', kind: 'level', options: QUALIFICATION_LEVELS },
  { key: 'metrologist', label: '注册计量师职业资格', kind: 'level', options: METROLOGIST_LEVELS },
  { key: 'qualityYears', label: '质量工作年限', kind: 'number', unit: '年' },
  { key: 'age', label: '年龄', kind: 'number', unit: '岁' },
  { key: 'gender', label: '性别', kind: 'choice', options: GENDERS },
  { key: 'inTopManagement', label: '设在企业决策层', kind: 'boolean' },
  { key: 'fullTime', label: '专职', kind: 'boolean' },
  { key: 'trainedBefore', label: '参加过首席质量官培训', kind: 'boolean' },
  { key: 'certificates', label: '持有的证书', kind: 'certificates' },
  { key: 'ceHours', label: '继续教育学时', kind: 'hours', unit: '学时' },
  { key: 'enterpriseSize', label: '企业规模', kind: 'level', options: ENTERPRISE_SIZES },
  { key: 'aboveScale', label: '规模以上企业', kind: 'boolean' },
  { key: 'enterpriseType', label: '企业类型', kind: 'choice', options: ENTERPRISE_TYPES },
  { key: 'employees', label: '从业人员', kind: 'number', unit: '人' },
  { key: 'revenueWan', label: '年营业收入', kind: 'number', unit: '万元' },
  { key: 'industry', label: '所属行业', kind: 'text' },
  { key: 'enterpriseLists', label: '所在名单', kind: 'list' },
]

export type FactValue = NonNullable<
  | string
  | number
  | boolean
  | readonly string[]
  | QualificationFacts['education']
  | readonly HeldCertificate[]
  | QualificationFacts['ceHours']
>

/** The value of a fact by key, standard or the pack's own; undefined when it is not known. */
export function readFact(facts: QualificationFacts, key: string): FactValue | undefined {
  switch (key) {
    case 'titleSeries':
    case 'titleField':
    case 'metrologist':
      return facts[key] ?? extensionOf(facts, key)
    case 'education':
    case 'major':
    case 'titleLevel':
    case 'qualification':
    case 'qualityYears':
    case 'age':
    case 'gender':
    case 'inTopManagement':
    case 'fullTime':
    case 'trainedBefore':
    case 'certificates':
    case 'ceHours':
      return facts[key]
    case 'enterpriseSize':
      return facts.enterprise?.size
    case 'aboveScale':
      return facts.enterprise?.aboveScale
    case 'enterpriseType':
      return facts.enterprise?.type
    case 'employees':
    case 'revenueWan':
      return facts.enterprise?.[key] ?? extensionOf(facts, key)
    case 'industry':
      return facts.enterprise?.industry
    case 'enterpriseLists':
      return facts.enterprise?.lists
    default:
      return extensionOf(facts, key)
  }
}

/** What was filled in as 扩展项 under a key. */
export function extensionOf(facts: QualificationFacts, key: string): FactValue | undefined {
  const { extensions } = facts
  return extensions !== undefined && Object.hasOwn(extensions, key) ? extensions[key] : undefined
}
