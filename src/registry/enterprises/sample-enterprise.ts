import { addDays, type CivilDate } from '#platform/values/civil-date.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'

/** Numbers in [0, 1) from a seed, the same on every machine. */
export type Random = () => number

/** One invented enterprise. Every name begins with 示例. */
export type SampleEnterprise = {
  readonly name: string
  readonly creditCode: string
  readonly registeredOn: CivilDate
  readonly type: string
  readonly capital: string
  readonly scope: string
  readonly address: string
  /** Where it lies: a county's code, or a functional zone's name; null where a person must decide. */
  readonly place: string | null
}

/** Columns of the list, as public lists of enterprises have them. */
export const SAMPLE_HEADER = [
  '企业名称',
  '统一社会信用代码',
  '注册日期',
  '企业类型',
  '注册资金',
  '经营范围',
  '所在省份',
  '地区',
  '注册地址',
] as const

const COUNTIES = [
  { code: '360902', name: '袁州区', sites: ['医药工业园', '示例镇'] },
  { code: '360921', name: '奉新县', sites: ['奉新工业园区', '示例垦殖场'] },
  { code: '360922', name: '万载县', sites: ['工业园', '示例镇'] },
  { code: '360923', name: '上高县', sites: ['科技工业园', '示例镇'] },
  { code: '360924', name: '宜丰县', sites: ['工业园', '示例乡'] },
  { code: '360925', name: '靖安县', sites: ['工业园A区', '示例镇'] },
  { code: '360926', name: '铜鼓县', sites: ['示例镇', '示例乡'] },
  { code: '360981', name: '丰城市', sites: ['高新技术产业园区', '示例街道'] },
  { code: '360982', name: '樟树市', sites: ['城北经济技术开发区', '示例街道'] },
  { code: '360983', name: '高安市', sites: ['高新技术产业园', '示例镇'] },
] as const
const ZONES = ['宜春经济技术开发区', '宜阳新区', '明月山温泉风景名胜区'] as const
const ROADS = ['示例路', '示例大道', '工业一路', '创业大道', '宜春大道'] as const
const BRANDS = [...'青松云岭明泉山禾景星辰岳峰海川清溪竹林秋实春晖宁']
const TRADES = [
  ['食品', '农副食品加工、销售；预包装食品销售'],
  ['医药', '药品生产；中药饮片加工、销售'],
  ['锂电材料', '电池材料的研发、生产和销售'],
  ['建筑陶瓷', '建筑陶瓷制品生产、销售'],
  ['机械', '通用机械设备制造、销售'],
  ['竹木制品', '竹木制品加工、销售'],
  ['电子', '电子元器件制造、销售'],
  ['烟花', '烟花爆竹生产（依法须经批准的项目，经相关部门批准后方可开展经营活动）'],
  ['服装', '服装、服饰制造、销售'],
  ['环保材料', '环保材料的研发、生产和销售'],
] as const
const COMPANY_TYPES = [
  '有限责任公司(自然人投资或控股)',
  '有限责任公司(自然人独资)',
  '有限责任公司(非自然人投资或控股的法人独资)',
  '其他有限责任公司',
  '股份有限公司(非上市、自然人投资或控股)',
  'N/A',
] as const
const CODE_CHARSET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CODE_SPAN = CODE_CHARSET.length ** 5

/** The enterprise number `index` of a list of one seed: its name and code are its own within the list. */
export function inventEnterprise(index: number, seed: number, random: Random): SampleEnterprise {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const county = pick(COUNTIES)
  const zone = random() < 0.12 ? pick(ZONES) : null
  const shop = !zone && random() < 0.06
  const [trade, scope] = pick(TRADES)
  const number = 1 + Math.floor(random() * 400)
  const street = `${pick(ROADS)}${number}号`
  const byTheCity = zone !== null || (county.code === '360902' && random() < 0.5)
  return {
    name: `示例${zone ? '宜春' : county.name.slice(0, 2)}${brand(index)}${trade}${shop ? '经营部' : '有限公司'}`,
    creditCode: sampleCreditCode(`${shop ? '92' : '91'}${byTheCity ? '360900' : county.code}`, index, seed),
    registeredOn: addDays('1995-01-01', Math.floor(random() * 11_000)),
    type: shop ? '个体工商户' : pick(COMPANY_TYPES),
    capital: random() < 0.2 ? 'N/A' : `${(number * 25).toLocaleString('en-US')}(万元人民币)`,
    scope,
    address: zone
      ? `江西省宜春市${zone}${street}`
      : countyAddress(county.name, pick(county.sites), street, random()),
    place: zone ?? county.code,
  }
}

/** The cells of an enterprise in the order of {@link SAMPLE_HEADER}. */
export function sampleCells(enterprise: SampleEnterprise): string[] {
  const { name, creditCode, registeredOn, type, capital, scope, address } = enterprise
  return [name, creditCode, registeredOn, type, capital, scope, '江西', '宜春', address]
}

/** Body of a code with 组织机构代码 MAY….: far beyond the MA… numbers issued so far, so that no real enterprise has it. */
export function sampleCreditCode(head: string, index: number, seed: number): string {
  // The factor is coprime to 31: every index of a list gets a number of its own, without looking counted.
  let rest = (((index + seed * 1_000_003) % CODE_SPAN) * 7_919) % CODE_SPAN
  let digits = ''
  for (let place = 0; place < 5; place += 1) {
    digits = CODE_CHARSET.charAt(rest % CODE_CHARSET.length) + digits
    rest = Math.floor(rest / CODE_CHARSET.length)
  }
  const organisation = `MAY${digits}`
  return makeCreditCode(head + organisation + organisationCheckDigit(organisation))
}

function countyAddress(county: string, site: string, street: string, style: number): string {
  const head = style < 0.6 ? '江西省宜春市' : style < 0.85 ? '江西省' : ''
  return `${head}${county}${site}${street}`
}

function brand(index: number): string {
  let rest = index
  let name = ''
  for (let place = 0; place < 3 || rest > 0; place += 1) {
    name += BRANDS[(rest + place * 7) % BRANDS.length]
    rest = Math.floor(rest / BRANDS.length)
  }
  return name
}

// GB 11714—1997.
function organisationCheckDigit(body: string): string {
  const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (total, weight, i) => total + weight * Number.parseInt(body.charAt(i), 36),
    0,
  )
  return '0123456789X'.charAt((11 - (sum % 11)) % 11)
}
