import {
  type Area,
  areaName,
  areasBelow,
  areasByPrefix,
  findArea,
  isMunicipalityShell,
  isPlantable,
} from './areas.ts'
import { COUNTRY } from './contract.ts'
import type { OrgUnitSeed } from './yichun-tree.ts'

/** Why nothing can be planted for an area, in zh-CN. */
export type NotPlantable = { readonly problem: string }

/**
 * The bureaus of an area, of all below it and of the chain above, parents first; of the whole country for 000000. Names
 * follow the usual pattern and are starting values: a district carries its city's name (宜春市袁州区市场监督管理局).
 */
export function plantingSeeds(
  areaCode: string,
  { industry }: { industry: boolean },
): OrgUnitSeed[] | NotPlantable {
  const areas = areaCode === COUNTRY ? everywhere() : aroundArea(areaCode)
  if (!Array.isArray(areas)) return areas
  const lines = industry ? (['market-regulation', 'industry'] as const) : (['market-regulation'] as const)
  return lines.flatMap((line) => areas.map((area) => bureau(area, line)))
}

/** Codes of the chosen area and of those above it, from the top. */
export function chainOf(areaCode: string): string[] {
  const area = findArea(areaCode)
  if (!area) return []
  const above = parentForUnits(area)
  return above === null ? [area.code] : [...chainOf(above), area.code]
}

function everywhere(): Area[] {
  return areasBelow(null).filter(isPlantable).flatMap(withAllBelow)
}

function aroundArea(areaCode: string): Area[] | NotPlantable {
  const area = findArea(areaCode)
  if (!area) {
    const near = areasByPrefix(areaCode.slice(0, 4)).filter(isPlantable).slice(0, 3)
    const hint = near.length > 0 ? `相近的有${near.map((a) => `${a.name}（${a.code}）`).join('、')}。` : ''
    return { problem: `行政区划：没有代码 ${areaCode}。${hint}请从列表中选择。` }
  }
  if (isMunicipalityShell(area)) return aroundArea(area.parentCode ?? '')
  if (!isPlantable(area)) {
    return { problem: `行政区划：${area.name}不按本制度建立单位。请选择其他省、市、县。` }
  }
  const above = chainOf(areaCode)
    .slice(0, -1)
    .flatMap((code) => findArea(code) ?? [])
  return [...above, ...withAllBelow(area)]
}

function withAllBelow(area: Area): Area[] {
  return [area, ...areasBelow(area.code).filter(isPlantable).flatMap(withAllBelow)]
}

/** The area whose bureau stands above; the shell of a municipality has none. */
function parentForUnits(area: Area): string | null {
  const parent = area.parentCode === null ? null : findArea(area.parentCode)
  if (!parent) return null
  return isMunicipalityShell(parent) ? parent.parentCode : parent.code
}

function bureau(area: Area, line: OrgUnitSeed['line']): OrgUnitSeed {
  const above = parentForUnits(area)
  const prefix = line === 'industry' ? 'industry' : 'market'
  const common = {
    key: `${prefix}-${area.code}`,
    name: bureauName(area, line),
    line,
    level: area.level,
    kind: 'bureau',
    parentKey: above === null ? null : `${prefix}-${above}`,
    areaCode: area.code,
  } as const
  if (line === 'industry') {
    return {
      ...common,
      shortName: `${shortAreaName(area)}工信局`,
      numberingCode: `${area.code}G`,
      functions: ['roster'],
      servesKeys: [`market-${area.code}`],
    }
  }
  const note = noteFor(area)
  return {
    ...common,
    shortName: `${shortAreaName(area)}局`,
    numberingCode: area.code,
    functions: area.level === 'province' ? ['training'] : ['registration', 'training'],
    addressWords: area.level === 'county' ? [...new Set([area.name, shortAreaName(area)])] : [],
    ...(note && { note }),
  }
}

function bureauName(area: Area, line: OrgUnitSeed['line']): string {
  const cityCode = parentForUnits(area)
  // Districts have names such as 城区 and 朝阳区, many times over.
  const district = area.level === 'county' && area.name.endsWith('区') && cityCode !== null
  const place =
    district && !/(?:林区|特区)$/.test(area.name) ? `${areaName(cityCode)}${area.name}` : area.name
  if (line === 'market-regulation') return `${place}市场监督管理局`
  return `${place}工业和信息化${area.level === 'province' && !area.name.endsWith('市') ? '厅' : '局'}`
}

const PEOPLES =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺'
// Without 族 only where the list of areas writes it so; 长白 is no people.
const OF_PEOPLES = new RegExp(`(?:(?:${PEOPLES})族|各族|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克)+自治([州县旗])$`)

/** 恩施土家族苗族自治州 → 恩施州, 广西壮族自治区 → 广西; others keep their name. */
export function shortAreaName({ name }: Pick<Area, 'name'>): string {
  if (name.endsWith('自治区')) return name.replace(/(?:壮族|回族|维吾尔)?自治区$/, '')
  const short = name.replace(OF_PEOPLES, '$1')
  return short.length < 2 ? name : short
}

function noteFor(area: Area): string {
  if (area.code.startsWith('6590')) return '新疆生产建设兵团所辖城市，上级和名称请按实际核对。'
  if (area.level === 'city' && areasBelow(area.code).length === 0) {
    return '不设县（区），企业由市局登记；镇街分局可以手工增设。'
  }
  return ''
}
