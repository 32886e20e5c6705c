import { normaliseCode } from '#platform/values/text.ts'

/** A 统计类别 of 国统字〔2023〕14号 (which replaced the 登记注册类型 of 国统字〔2011〕86号). */
export type EnterpriseType = {
  /** Three digits. */
  readonly code: string
  readonly name: string
  readonly parentCode: string | null
}

const NAMES: Readonly<Record<string, string>> = {
  '100': '内资企业',
  '110': '有限责任公司',
  '111': '国有独资公司',
  '112': '私营有限责任公司',
  '119': '其他有限责任公司',
  '120': '股份有限公司',
  '121': '私营股份有限公司',
  '129': '其他股份有限公司',
  '130': '非公司企业法人',
  '131': '全民所有制企业（国有企业）',
  '132': '集体所有制企业（集体企业）',
  '133': '股份合作企业',
  '134': '联营企业',
  '140': '个人独资企业',
  '150': '合伙企业',
  '190': '其他内资企业',
  '200': '港澳台投资企业',
  '210': '港澳台投资有限责任公司',
  '220': '港澳台投资股份有限公司',
  '230': '港澳台投资合伙企业',
  '290': '其他港澳台投资企业',
  '300': '外商投资企业',
  '310': '外商投资有限责任公司',
  '320': '外商投资股份有限公司',
  '330': '外商投资合伙企业',
  '390': '其他外商投资企业',
  '400': '农民专业合作社（联合社）',
  '500': '个体工商户',
  '900': '其他市场主体',
}

/** All 统计类别 in order of code, parents before their children. */
export const ENTERPRISE_TYPES: readonly EnterpriseType[] = Object.entries(NAMES).map(([code, name]) => ({
  code,
  name,
  parentCode: parentOf(code),
}))

const byCode = new Map(ENTERPRISE_TYPES.map((type) => [type.code, type]))

/** The type of exactly this code, or null. */
export function findEnterpriseType(code: string): EnterpriseType | null {
  return byCode.get(code) ?? null
}

type Rule = readonly [pattern: RegExp, code: string | null]

// Order matters: branches and foreign capital before the forms of company, the special before the general.
const RULES: readonly Rule[] = [
  [/分公司|分支机构|分店|分厂|营业单位|办事处|代表处/, null],
  [/个体工商户|^个体(户|经营)?$/, '500'],
  [/农民专业合作社|农业专业合作社/, '400'],
  // A company founded by an enterprise with foreign capital counts by the origin of that capital: not in the wording.
  [/非外商|非港澳台|非台港澳|外商投资企业(法人独资|投资|合资|与)/, null],
  [/(港澳台|台港澳|香港|澳门|台湾).*合伙/, '230'],
  [/外商.*合伙|合伙.*外商/, '330'],
  [/合伙.*(港澳台|台港澳)/, '230'],
  [/股份有限公司.*(港澳台|台港澳)|(港澳台|台港澳).*股份有限公司/, '220'],
  [/股份有限公司.*(外商|中外合资)|(外商|中外合资).*股份有限公司/, '320'],
  [/有限责任公司.*(港澳台|台港澳)|(港澳台|台港澳).*有限责任公司/, '210'],
  [/有限责任公司.*(外商|外国|中外)|(外商|中外).*有限责任公司/, '310'],
  [/港澳台|台港澳|香港|澳门|台湾|外商|外国|外资|中外/, null],
  [/^有限责任公司.*国有独资|^国有独资公司$/, '111'],
  [/^有限责任公司.*非自然人投资或控股/, '119'],
  [/^有限责任公司.*自然人(投资或控股|独资)|^私营有限责任公司/, '112'],
  [/^有限责任公司\(?国有控股\)?$|^其他有限责任公司$/, '119'],
  [/^有限责任公司$|^有限责任公司\(法人独资\)$/, '110'],
  [/^股份有限公司.*自然人投资或控股|^私营股份有限公司/, '121'],
  [/^股份有限公司.*国有控股|^其他股份有限公司/, '129'],
  [/^股份有限公司(\((非)?上市\))?$/, '120'],
  [/^(全民所有制|国有企业|国有经济|全民)/, '131'],
  [/^集体(所有制|企业|经济)/, '132'],
  [/^股份合作(制|企业)/, '133'],
  [/^联营(企业)?|联营企业$/, '134'],
  [/^个人独资企业/, '140'],
  [/^(普通|有限|特殊的?普通)?合伙企业/, '150'],
]

/**
 * The 统计类别 of a 登记类型 as the public registers write it (有限责任公司(自然人投资或控股) …), or an exact name or
 * code of the list itself. Null when the text does not decide it (branches, N/A, unknown wording): a person chooses.
 */
export function enterpriseTypeOfText(text: string): EnterpriseType | null {
  const plain = normaliseCode(text)
  const own = byCode.get(plain) ?? ENTERPRISE_TYPES.find(({ name }) => normaliseCode(name) === plain)
  if (own) return own
  const code = RULES.find(([pattern]) => pattern.test(plain))?.[1] ?? null
  return code === null ? null : (byCode.get(code) ?? null)
}

function parentOf(code: string): string | null {
  const parent = code.endsWith('0') ? `${code[0]}00` : `${code.slice(0, 2)}0`
  return parent === code || !(parent in NAMES) ? null : parent
}
