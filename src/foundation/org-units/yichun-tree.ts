import { type Area, areaName, childAreas } from './areas.ts'

/** One unit of a seed tree. Everything in it is a starting value that an administrator may change. */
export type OrgUnitSeed = {
  /** Stable name inside the seed, such as 'market-360902'. */
  readonly key: string
  readonly name: string
  readonly shortName: string
  readonly line: 'market-regulation' | 'industry'
  readonly level: 'province' | 'city' | 'county'
  /** `branch`: 直属分局; `zone`: the bureau of a functional zone's 管委会. Both lie inside counties' areas. */
  readonly kind: 'bureau' | 'branch' | 'zone'
  readonly parentKey: string | null
  /** GB/T 2260 code; null for branches and zones. */
  readonly areaCode: string | null
  /** Unique over the whole tree; part of the 备案编号. */
  readonly numberingCode: string
  readonly functions: readonly ('registration' | 'roster' | 'training')[]
  /** Of a unit that signs rosters: keys of the market-regulation units whose enterprises it sees. */
  readonly servesKeys?: readonly string[]
  /** Words of addresses that point to the unit: a county's name, a zone's names. */
  readonly addressWords?: readonly string[]
  /** zh-CN: what is not certain about this unit and should be checked when installing. */
  readonly note?: string
}

const PROVINCE = '360000'
const CITY = '360900'
const SAMPLE_NOTE = '示例：实施方案（宜市市监联发〔2024〕9号）只写“三区”，未列名称，启用前请核对名称和范围。'

// The plan names 各县（市、区）, 直属各分局 and “三区”管委会经发局 as addressees, without naming branches or zones.
const ZONES = [
  {
    key: 'zone-yichun-etdz',
    zone: '宜春经济技术开发区',
    shortName: '经开区经发局',
    words: [
      '宜春经济技术开发区',
      '宜春国家级经济技术开发区',
      '宜春经济开发区',
      '宜春经开区',
      '宜春开发区',
      '经济技术开发区',
      '经济开发区',
      '经开区',
    ],
  },
  {
    key: 'zone-yiyang',
    zone: '宜阳新区',
    shortName: '宜阳新区经发局',
    words: ['宜阳新区'],
  },
  {
    key: 'zone-mingyueshan',
    zone: '明月山温泉风景名胜区',
    shortName: '明月山经发局',
    words: ['明月山温泉风景名胜区', '明月山风景名胜区', '明月山管委会', '明月山景区'],
  },
] as const

/** Starting tree of 宜春: the market-regulation line with branches and “三区”, and the industry line beside it. Parents come first. */
export function yichunTree(): OrgUnitSeed[] {
  const counties = childAreas(CITY)
  const countyLevel = [...counties.map(countyMarketBureau), branch(), ...ZONES.map(zoneBureau)]
  const served = countyLevel.map(({ key }) => key)
  return [
    ...marketBureausAbove(),
    ...countyLevel,
    ...industryBureausAbove(served),
    ...counties.map(countyIndustryBureau),
  ]
}

function marketBureausAbove(): OrgUnitSeed[] {
  const common = { line: 'market-regulation', kind: 'bureau' } as const
  return [
    {
      ...common,
      key: `market-${PROVINCE}`,
      name: `${areaName(PROVINCE)}市场监督管理局`,
      shortName: '省局',
      level: 'province',
      parentKey: null,
      areaCode: PROVINCE,
      numberingCode: PROVINCE,
      functions: ['training'],
    },
    {
      ...common,
      key: `market-${CITY}`,
      name: `${areaName(CITY)}市场监督管理局`,
      shortName: '市局',
      level: 'city',
      parentKey: `market-${PROVINCE}`,
      areaCode: CITY,
      numberingCode: CITY,
      functions: ['registration', 'training'],
    },
  ]
}

function countyMarketBureau(county: Area): OrgUnitSeed {
  return {
    key: `market-${county.code}`,
    name: `${county.name}市场监督管理局`,
    shortName: `${county.name}局`,
    line: 'market-regulation',
    level: 'county',
    kind: 'bureau',
    parentKey: `market-${CITY}`,
    areaCode: county.code,
    numberingCode: county.code,
    functions: ['registration', 'training'],
    addressWords: [county.name],
  }
}

function branch(): OrgUnitSeed {
  return {
    key: 'branch-1',
    name: '宜春市市场监督管理局直属分局（示例）',
    shortName: '直属分局（示例）',
    line: 'market-regulation',
    level: 'county',
    kind: 'branch',
    parentKey: `market-${CITY}`,
    areaCode: null,
    numberingCode: '360901F1',
    functions: ['registration', 'training'],
    addressWords: [],
    note: '示例：实施方案只写“市市场监管局直属各分局”，未列名称和管辖范围，启用前请按实际改名或增设。',
  }
}

function zoneBureau(zone: (typeof ZONES)[number], index: number): OrgUnitSeed {
  return {
    key: zone.key,
    name: `${zone.zone}管委会经济发展局`,
    shortName: zone.shortName,
    line: 'market-regulation',
    level: 'county',
    kind: 'zone',
    parentKey: `market-${CITY}`,
    areaCode: null,
    numberingCode: `360901Z${index + 1}`,
    functions: ['registration', 'roster', 'training'],
    servesKeys: [zone.key],
    addressWords: zone.words,
    note: SAMPLE_NOTE,
  }
}

function industryBureausAbove(served: readonly string[]): OrgUnitSeed[] {
  const common = { line: 'industry', kind: 'bureau', functions: ['roster'], servesKeys: served } as const
  return [
    {
      ...common,
      key: `industry-${PROVINCE}`,
      name: `${areaName(PROVINCE)}工业和信息化厅`,
      shortName: '省工信厅',
      level: 'province',
      parentKey: null,
      areaCode: PROVINCE,
      numberingCode: `${PROVINCE}G`,
    },
    {
      ...common,
      key: `industry-${CITY}`,
      name: `${areaName(CITY)}工业和信息化局`,
      shortName: '市工信局',
      level: 'city',
      parentKey: `industry-${PROVINCE}`,
      areaCode: CITY,
      numberingCode: `${CITY}G`,
    },
  ]
}

function countyIndustryBureau(county: Area): OrgUnitSeed {
  return {
    key: `industry-${county.code}`,
    name: `${county.name}工业和信息化局`,
    shortName: `${county.name}工信局`,
    line: 'industry',
    level: 'county',
    kind: 'bureau',
    parentKey: `industry-${CITY}`,
    areaCode: county.code,
    numberingCode: `${county.code}G`,
    functions: ['roster'],
    servesKeys: [`market-${county.code}`],
  }
}
