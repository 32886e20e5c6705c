import { divisionOf } from './industries.ts'

/** 大型 / 中型 / 小型 / 微型. */
export type EnterpriseSize = 'large' | 'medium' | 'small' | 'micro'

/** zh-CN names of {@link EnterpriseSize}. */
export const SIZE_NAMES: Readonly<Record<EnterpriseSize, string>> = {
  large: '大型',
  medium: '中型',
  small: '小型',
  micro: '微型',
}

/** What sizes are measured by: 从业人员 (persons), 营业收入 and 资产总额 (both in 万元). */
export type SizeMeasure = 'employees' | 'revenueWan' | 'assetsWan'

/** Thresholds of 统计上大中小微型企业划分办法（2017），国统字〔2017〕213号. Lower bounds of one row of the table: for each measure large, medium, small. */
type Bounds = readonly [large: number, medium: number, small: number]
type SizeRow = { readonly name: string; readonly bounds: Readonly<Partial<Record<SizeMeasure, Bounds>>> }

const ROWS = {
  farming: { name: '农、林、牧、渔业', bounds: { revenueWan: [20_000, 500, 50] } },
  industry: { name: '工业', bounds: { employees: [1000, 300, 20], revenueWan: [40_000, 2000, 300] } },
  construction: {
    name: '建筑业',
    bounds: { revenueWan: [80_000, 6000, 300], assetsWan: [80_000, 5000, 300] },
  },
  wholesale: { name: '批发业', bounds: { employees: [200, 20, 5], revenueWan: [40_000, 5000, 1000] } },
  retail: { name: '零售业', bounds: { employees: [300, 50, 10], revenueWan: [20_000, 500, 100] } },
  transport: { name: '交通运输业', bounds: { employees: [1000, 300, 20], revenueWan: [30_000, 3000, 200] } },
  storage: { name: '仓储业', bounds: { employees: [200, 100, 20], revenueWan: [30_000, 1000, 100] } },
  post: { name: '邮政业', bounds: { employees: [1000, 300, 20], revenueWan: [30_000, 2000, 100] } },
  lodging: { name: '住宿业', bounds: { employees: [300, 100, 10], revenueWan: [10_000, 2000, 100] } },
  catering: { name: '餐饮业', bounds: { employees: [300, 100, 10], revenueWan: [10_000, 2000, 100] } },
  information: {
    name: '信息传输业',
    bounds: { employees: [2000, 100, 10], revenueWan: [100_000, 1000, 100] },
  },
  software: {
    name: '软件和信息技术服务业',
    bounds: { employees: [300, 100, 10], revenueWan: [10_000, 1000, 50] },
  },
  realEstate: {
    name: '房地产开发经营',
    bounds: { revenueWan: [200_000, 1000, 100], assetsWan: [10_000, 5000, 2000] },
  },
  property: { name: '物业管理', bounds: { employees: [1000, 300, 100], revenueWan: [5000, 1000, 500] } },
  business: {
    name: '租赁和商务服务业',
    bounds: { employees: [300, 100, 10], assetsWan: [120_000, 8000, 100] },
  },
  other: { name: '其他未列明行业', bounds: { employees: [300, 100, 10] } },
} as const satisfies Record<string, SizeRow>

type RowKey = keyof typeof ROWS

const BY_CATEGORY: Readonly<Record<string, RowKey>> = {
  A: 'farming',
  B: 'industry',
  C: 'industry',
  D: 'industry',
  E: 'construction',
  L: 'business',
  M: 'other',
  N: 'other',
  O: 'other',
  R: 'other',
}

// Longest prefix first. 交通运输业 leaves out railways; 自有房地产经营 (704), finance, education, health
// and public administration are outside the method.
const BY_DIGITS: readonly (readonly [prefix: string, row: RowKey | null])[] = [
  ['591', 'transport'],
  ['701', 'realEstate'],
  ['702', 'property'],
  ['703', 'other'],
  ['704', null],
  ['709', 'other'],
  ['51', 'wholesale'],
  ['52', 'retail'],
  ['54', 'transport'],
  ['55', 'transport'],
  ['56', 'transport'],
  ['57', 'transport'],
  ['58', 'transport'],
  ['60', 'post'],
  ['61', 'lodging'],
  ['62', 'catering'],
  ['63', 'information'],
  ['64', 'information'],
  ['65', 'software'],
  ['85', 'other'],
]

/** One bound looked at: `value` against `bound` of the size `of`. */
export type SizeBound = {
  readonly measure: SizeMeasure
  readonly of: EnterpriseSize
  readonly bound: number
  readonly value: number
  readonly met: boolean
}

/** The size of an enterprise and why: the bounds it met for this size, and those it missed for the next larger. */
export type SizeResult = {
  readonly size: EnterpriseSize
  /** zh-CN name of the row of the table. */
  readonly row: string
  readonly decidedBy: readonly SizeBound[]
}

/** Facts a size is computed from. `industry`: a code of GB/T 4754—2017 with at least two digits ('C13', '7010'). */
export type SizeFacts = { readonly industry: string } & { readonly [M in SizeMeasure]: number | null }

/**
 * What must be known to compute a size in this industry; null when the method does not cover the industry, or the code
 * is too short to tell: 59 needs a third digit (591 装卸搬运, else 仓储), so does 70.
 */
export function sizeMeasures(industry: string): SizeMeasure[] | null {
  const row = rowOf(industry)
  return row ? boundsOf(row).map(([measure]) => measure) : null
}

/**
 * Size by the thresholds of 国统字〔2017〕213号: large, medium and small must meet all their lower bounds, otherwise the
 * size drops by one. Null when the industry is not covered or a needed fact is missing or not a number ≥ 0.
 */
export function computeSize(facts: SizeFacts): SizeResult | null {
  const row = rowOf(facts.industry)
  if (!row) return null
  const measured = boundsOf(row).map(([measure, bounds]) => ({
    measure,
    bounds,
    value: facts[measure] ?? Number.NaN,
  }))
  if (measured.some(({ value }) => !Number.isFinite(value) || value < 0)) return null
  let missed: SizeBound[] = []
  for (const [index, of] of (['large', 'medium', 'small'] as const).entries()) {
    const looked = measured.map(({ measure, bounds, value }) => {
      const bound = bounds[index] ?? 0
      return { measure, of, bound, value, met: value >= bound }
    })
    if (looked.every(({ met }) => met)) return { size: of, row: row.name, decidedBy: [...looked, ...missed] }
    missed = looked.filter(({ met }) => !met)
  }
  return { size: 'micro', row: row.name, decidedBy: missed }
}

function boundsOf(row: SizeRow): [SizeMeasure, Bounds][] {
  return (['employees', 'revenueWan', 'assetsWan'] as const).flatMap((measure) => {
    const bounds = row.bounds[measure]
    return bounds ? [[measure, bounds]] : []
  })
}

function rowOf(industry: string): SizeRow | null {
  const division = divisionOf(industry)
  if (!division) return null
  const digits = industry.trim().replace(/\D/g, '')
  const listed = BY_DIGITS.find(([prefix]) => digits.startsWith(prefix))
  if (listed) return listed[1] ? ROWS[listed[1]] : null
  if (digits.startsWith('59')) return digits.length > 2 ? ROWS.storage : null
  const key = BY_CATEGORY[division.category]
  return key ? ROWS[key] : null
}
