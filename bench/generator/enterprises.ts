import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { stringify } from 'csv-stringify/sync'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { type Random, seededRandom } from './random.ts'

/** Where enterprises lie: a county's code, its name in full and in short, and what stands before it in an address. */
export type Ground = { areaCode: string; name: string; short: string; city: string; cityShort: string }

/** A line of an enterprise list, as a bureau's export has it. Everything is invented. */
export type ListLine = {
  name: string
  creditCode: string
  address: string
  area: string
  registeredOn: string
  typeText: string
  businessScope: string
  products: string
  industry: string
  size: string
  employees: string
  revenueWan: string
  assetsWan: string
  figuresYear: string
}

export const LIST_HEADER = [
  '企业名称',
  '统一社会信用代码',
  '注册地址',
  '所属县区',
  '注册日期',
  '企业类型',
  '经营范围',
  '主要产品',
  '所属行业',
  '企业规模',
  '从业人员',
  '营业收入',
  '资产总额',
  '数据年份',
] as const

/** Characters that names of firms are made of, as often as they are met. */
const BRAND = [
  ...'华鑫盛泰恒宏瑞兴达安源隆丰利德信诚荣昌金福祥顺康佳美新天海龙凤云峰林泉江河湖山石玉珠宝星辰光明亮阳春夏秋冬东西南北中和平正大同远博通联众创智慧汇聚益民旺富贵吉庆嘉禾禄元亨贞一三五八九百千万亿鸿鹏翔飞腾跃骏驰捷迅速强力铭锐锋钢铁铜银鼎立成功优良品质美誉名扬四方圆满意如心想事业永久长青松柏竹梅兰菊荷莲花香草木森茂盛',
]
/** Trade, industry, products, scope. */
const TRADES = [
  ['机械', 'C34', '通用机械配件', '通用设备制造；机械零部件加工、销售'],
  ['机械设备', 'C35', '专用设备', '专用设备制造（不含许可类）；设备维修'],
  ['陶瓷', 'C307', '日用陶瓷、建筑陶瓷', '陶瓷制品制造、销售'],
  ['食品', 'C14', '糕点、调味品', '食品生产；预包装食品销售'],
  ['医药', 'C27', '中成药、中药饮片', '药品生产；医疗器械经营'],
  ['电子', 'C39', '电子元器件', '电子元器件制造、批发、零售'],
  ['新能源', 'C38', '锂电池、电池材料', '电池制造；新材料技术研发、销售'],
  ['化工', 'C26', '精细化工产品', '化工产品生产、销售（不含许可类）'],
  ['纺织', 'C17', '棉纱、坯布', '针纺织品生产、加工、销售'],
  ['服饰', 'C18', '服装', '服装制造；服饰批发、零售'],
  ['家具', 'C21', '木制家具', '家具制造、安装、销售'],
  ['建材', 'C303', '水泥制品', '建筑材料生产、销售'],
  ['印刷', 'C23', '包装装潢印刷品', '包装装潢印刷品印刷'],
  ['塑业', 'C29', '塑料制品', '塑料制品制造、销售'],
  ['农业科技', 'A01', '蔬菜、水果', '农作物种植；农产品初加工、销售'],
  ['商贸', 'F51', '日用百货', '日用百货、五金交电批发、零售'],
  ['物流', 'G54', '货物运输', '道路普通货物运输；仓储服务'],
  ['建筑工程', 'E47', '房屋建筑', '各类工程建设活动；建筑劳务分包'],
  ['信息科技', 'I65', '软件', '软件开发；信息系统集成服务'],
  ['餐饮管理', 'H62', '餐饮服务', '餐饮管理；餐饮服务'],
] as const
const FORMS = [
  ['有限公司', '有限责任公司(自然人投资或控股)'],
  ['有限公司', '有限责任公司(自然人独资)'],
  ['有限责任公司', '有限责任公司'],
  ['股份有限公司', '股份有限公司(非上市)'],
  ['厂', '个人独资企业'],
  ['专业合作社', '农民专业合作社'],
] as const
const SIZES = ['大型', '中型', '小型', '小型', '微型', '微型', '微型', ''] as const
const ROADS = [
  '人民路',
  '解放大道',
  '工业大道',
  '创业大道',
  '迎宾路',
  '环城南路',
  '高新大道',
  '文明街',
] as const

/** The `number`th line of a list; the same seed and grounds make the same list. One in 200 is dirty in some way. */
export function listLine(random: Random, grounds: readonly Ground[], number: number): ListLine {
  const ground = random.pick(grounds)
  const [trade, industry, products, scope] = random.pick(TRADES)
  const [form, typeText] = random.pick(FORMS)
  const brand = Array.from({ length: 2 + random.below(2) }, () => random.pick(BRAND)).join('')
  const place = random.pick([
    ground.short,
    ground.short,
    ground.name,
    ground.cityShort,
    ground.city,
    '江西',
    '江西省',
  ])
  const employees = random.below(400) + 1
  const registered = new Date(Date.UTC(1996, 0, 1) + random.below(10_900) * 86_400_000)
  return {
    name: `${place}${brand}${trade}${form}`,
    creditCode: codeOf(random, ground, number),
    address: `江西省${ground.city}${ground.name}${random.pick(ROADS)}${random.below(900) + 1}号`,
    area: ground.name,
    registeredOn: registered.toISOString().slice(0, 10),
    typeText,
    businessScope: scope,
    products,
    industry,
    size: random.pick(SIZES),
    employees: String(employees),
    revenueWan: String(employees * (20 + random.below(200))),
    assetsWan: String(employees * (10 + random.below(300))),
    figuresYear: '2025',
  }
}

function codeOf(random: Random, ground: Ground, number: number): string {
  const code = makeCreditCode(`91${ground.areaCode}MA${String(number).padStart(7, '0')}`)
  if (!random.chance(0.005)) return code
  // Half have a digit too few, the others a wrong check character.
  return random.chance(0.5) ? code.slice(0, 17) : `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`
}

/** Writes a list of `count` lines as CSV. @returns its bytes */
export async function writeList(path: string, grounds: readonly Ground[], count: number): Promise<number> {
  const random = seededRandom(2)
  const out = createWriteStream(path)
  let bytes = 0
  const put = async (lines: readonly (readonly string[])[]) => {
    const text = Buffer.from(stringify(lines as string[][]))
    bytes += text.length
    if (!out.write(text)) await once(out, 'drain')
  }
  await put([LIST_HEADER])
  for (let number = 0; number < count; number += 1000) {
    const some = Array.from({ length: Math.min(1000, count - number) }, (_, index) =>
      Object.values(listLine(random, grounds, number + index)),
    )
    await put(some)
  }
  out.end()
  await once(out, 'finish')
  return bytes
}
