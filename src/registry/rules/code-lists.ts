/** One entry of a code list: `code` is stored, `label` is shown; in ordered lists a higher `ordinal` includes the lower ones. */
export type Code<C extends string = string> = {
  readonly code: C
  readonly label: string
  readonly ordinal: number
}

/** 学历, ordered. 高中 and 中专 are one level. Recorded is the highest level begun, with a mark whether it was completed. */
export const EDUCATION_LEVELS = [
  { code: 'junior-secondary', label: '初中及以下', ordinal: 1 },
  { code: 'senior-secondary', label: '高中', ordinal: 2 },
  { code: 'technical-secondary', label: '中专（技校）', ordinal: 2 },
  { code: 'associate', label: '大学专科', ordinal: 3 },
  { code: 'bachelor', label: '大学本科', ordinal: 4 },
  { code: 'master', label: '硕士研究生', ordinal: 5 },
  { code: 'doctor', label: '博士研究生', ordinal: 6 },
] as const satisfies readonly Code[]

/** 职称 levels, ordered; 初级 is 员级 and 助理级 together. */
export const TITLE_LEVELS = [
  { code: 'none', label: '无职称', ordinal: 0 },
  { code: 'clerk', label: '员级', ordinal: 1 },
  { code: 'assistant', label: '助理级', ordinal: 2 },
  { code: 'intermediate', label: '中级', ordinal: 3 },
  { code: 'associate-senior', label: '副高级', ordinal: 4 },
  { code: 'senior', label: '正高级', ordinal: 5 },
] as const satisfies readonly Code[]

/** 职称系列, not ordered. */
export const TITLE_SERIES = [
  { code: 'engineering', label: '工程技术', ordinal: 1 },
  { code: 'economics', label: '经济', ordinal: 2 },
  { code: 'accounting', label: '会计', ordinal: 3 },
  { code: 'statistics', label: '统计', ordinal: 4 },
  { code: 'research', label: '自然科学研究', ordinal: 5 },
  { code: 'laboratory', label: '实验技术', ordinal: 6 },
  { code: 'agriculture', label: '农业技术', ordinal: 7 },
  { code: 'health', label: '卫生技术', ordinal: 8 },
  { code: 'teaching', label: '教学', ordinal: 9 },
  { code: 'craft', label: '工艺美术', ordinal: 10 },
  { code: 'other', label: '其他系列', ordinal: 99 },
] as const satisfies readonly Code[]

/** 职称专业, not ordered: what 质量或相关专业 of a document is spelt out with. */
export const TITLE_FIELDS = [
  { code: 'quality', label: '质量', ordinal: 1 },
  { code: 'standardization', label: '标准化', ordinal: 2 },
  { code: 'metrology', label: '计量', ordinal: 3 },
  { code: 'inspection', label: '检验检测', ordinal: 4 },
  { code: 'certification', label: '认证认可', ordinal: 5 },
  { code: 'own-trade', label: '与本企业产品、生产技术相关的专业', ordinal: 6 },
  { code: 'management', label: '企业管理、经济', ordinal: 7 },
  { code: 'other', label: '其他专业', ordinal: 99 },
] as const satisfies readonly Code[]

/** 质量专业技术人员职业资格, ordered. A fact of its own beside 职称. */
export const QUALIFICATION_LEVELS = [
  { code: 'none', label: '未取得', ordinal: 0 },
  { code: 'junior', label: '初级', ordinal: 1 },
  { code: 'intermediate', label: '中级', ordinal: 2 },
  { code: 'senior', label: '高级', ordinal: 3 },
] as const satisfies readonly Code[]

/** 注册计量师, ordered: 一级 is the higher one. */
export const METROLOGIST_LEVELS = [
  { code: 'none', label: '未取得', ordinal: 0 },
  { code: 'second', label: '二级注册计量师', ordinal: 1 },
  { code: 'first', label: '一级注册计量师', ordinal: 2 },
] as const satisfies readonly Code[]

/** 企业规模, ordered. */
export const ENTERPRISE_SIZES = [
  { code: 'micro', label: '微型', ordinal: 1 },
  { code: 'small', label: '小型', ordinal: 2 },
  { code: 'medium', label: '中型', ordinal: 3 },
  { code: 'large', label: '大型', ordinal: 4 },
] as const satisfies readonly Code[]

/** 企业类型 by registration, not ordered. */
export const ENTERPRISE_TYPES = [
  { code: 'limited-liability', label: '有限责任公司', ordinal: 1 },
  { code: 'joint-stock', label: '股份有限公司', ordinal: 2 },
  { code: 'state-owned', label: '国有企业', ordinal: 3 },
  { code: 'collective', label: '集体企业', ordinal: 4 },
  { code: 'private', label: '私营企业', ordinal: 5 },
  { code: 'sole-proprietorship', label: '个人独资企业', ordinal: 6 },
  { code: 'partnership', label: '合伙企业', ordinal: 7 },
  { code: 'hong-kong-macao-taiwan', label: '港澳台投资企业', ordinal: 8 },
  { code: 'foreign-invested', label: '外商投资企业', ordinal: 9 },
  { code: 'individual-business', label: '个体工商户', ordinal: 10 },
  { code: 'farmers-cooperative', label: '农民专业合作社', ordinal: 11 },
  { code: 'other', label: '其他', ordinal: 99 },
] as const satisfies readonly Code[]

/** 企业类型 by the 统计类别 of 国统字〔2023〕14号: by legal form; a 私营有限责任公司 is a limited-liability company. */
const TYPES_BY_STATISTICS: readonly (readonly [RegExp, (typeof ENTERPRISE_TYPES)[number]['code']])[] = [
  [/^11[0-29]$/, 'limited-liability'],
  [/^12/, 'joint-stock'],
  [/^131$/, 'state-owned'],
  [/^132$/, 'collective'],
  [/^140$/, 'sole-proprietorship'],
  [/^150$/, 'partnership'],
  [/^2/, 'hong-kong-macao-taiwan'],
  [/^3/, 'foreign-invested'],
  [/^400$/, 'farmers-cooperative'],
  [/^500$/, 'individual-business'],
]

/** The 企业类型 that conditions know, for a three-digit code of 统计类别. */
export function enterpriseTypeOf(statisticalCode: string): (typeof ENTERPRISE_TYPES)[number]['code'] {
  return TYPES_BY_STATISTICS.find(([pattern]) => pattern.test(statisticalCode))?.[1] ?? 'other'
}

/** 性别, not ordered; some places set different ages. */
export const GENDERS = [
  { code: 'male', label: '男', ordinal: 1 },
  { code: 'female', label: '女', ordinal: 2 },
] as const satisfies readonly Code[]

/** Certificate types that every pack may name without declaring them. Four papers that must not be confused. */
export const CERTIFICATE_TYPES = [
  { code: 'cqo-training', label: '首席质量官任职培训证书', ordinal: 1 },
  { code: 'cqo-completion', label: '首席质量官培训结业证书', ordinal: 2 },
  { code: 'cqo-evaluation', label: '首席质量官评价证书', ordinal: 3 },
  { code: 'cqo-grade', label: '首席质量官等级证书', ordinal: 4 },
] as const satisfies readonly Code[]

/** The lists that come with the product; a pack declares its own under `lists`. */
export const COMMON_LISTS = [
  { code: 'above-scale', label: '规模以上企业', ordinal: 1 },
  { code: 'government-quality-award', label: '政府质量奖', ordinal: 2 },
  { code: 'gan-chu-jing-pin', label: '赣出精品', ordinal: 3 },
  { code: 'jiangxi-green-ecology', label: '江西绿色生态', ordinal: 4 },
  { code: 'key-industry', label: '重点行业', ordinal: 5 },
  { code: 'industry-chain', label: '产业链', ordinal: 6 },
  { code: 'industry-cluster', label: '特色产业集群', ordinal: 7 },
] as const satisfies readonly Code[]

/** The levels of the administrative line, highest first. */
export const ADMINISTRATIVE_LEVELS = [
  { code: 'nation', label: '国家', ordinal: 4 },
  { code: 'province', label: '省级', ordinal: 3 },
  { code: 'city', label: '市级', ordinal: 2 },
  { code: 'county', label: '县级', ordinal: 1 },
] as const satisfies readonly Code[]

/** The codes of a list as a tuple for `z.enum`. */
export function codesOf<const L extends readonly Code[]>(
  list: L,
): [L[number]['code'], ...L[number]['code'][]] {
  const [first, ...rest] = list.map((entry) => entry.code as L[number]['code'])
  if (first === undefined) throw new Error('a code list is never empty')
  return [first, ...rest]
}

/** The Chinese label of a code; the code itself when the list does not have it. */
export function labelOf(list: readonly Code[], code: string): string {
  return list.find((entry) => entry.code === code)?.label ?? code
}
