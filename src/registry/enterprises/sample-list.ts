import { DIRT, DIRT_KINDS, type DirtKind, type SampleTreatment } from './sample-dirty-rows.ts'
import {
  inventEnterprise,
  type Random,
  SAMPLE_HEADER,
  type SampleEnterprise,
  sampleCells,
} from './sample-enterprise.ts'

/** A row of a sample list and what a right importer makes of it. */
export type SampleRow = {
  /** Cells as text, in the order of the header. */
  readonly cells: readonly string[]
  readonly kind: 'clean' | DirtKind
  readonly treatment: SampleTreatment
  /** The facts expected in the register when the row is taken; its `place` is null when a person must decide. */
  readonly enterprise: SampleEnterprise
  /** zh-CN: what is odd about the row; empty for a clean one. */
  readonly note: string
}

/** A generated list: 企业名称, 统一社会信用代码, 注册日期, 企业类型, 注册资金, 经营范围, 所在省份, 地区, 注册地址. */
export type SampleList = { readonly header: readonly string[]; readonly rows: readonly SampleRow[] }

/** Least number of rows of a list: one set of dirty rows among enough clean ones. */
export const SAMPLE_LEAST = 2 * DIRT_KINDS.length

/**
 * A list of `count` rows (at least {@link SAMPLE_LEAST}, else RangeError) of invented 示例 enterprises of 宜春, the same
 * for the same seed (a whole number ≥ 0): addresses over the ten counties and three functional zones, codes with a right
 * check digit, and for each 100 rows (at least once) every kind of dirty row.
 */
export function generateSampleList({ count, seed }: { count: number; seed: number }): SampleList {
  if (!Number.isInteger(count) || count < SAMPLE_LEAST)
    throw new RangeError(`count must be at least ${SAMPLE_LEAST}`)
  if (!Number.isInteger(seed) || seed < 0) throw new RangeError('seed must be a whole number of at least 0')
  const random = seededRandom(seed)
  const sets = Math.max(1, Math.floor(count / 100))
  const cleanCount = count - sets * DIRT_KINDS.length
  const clean = Array.from({ length: cleanCount }, (_, index) => inventEnterprise(index, seed, random))
  const placed = clean.map((enterprise, position) => ({ position, row: cleanRow(enterprise) }))
  for (let index = cleanCount; index < count; index += 1) {
    const at = Math.floor(random() * cleanCount)
    const kind = DIRT_KINDS[index % DIRT_KINDS.length] as DirtKind
    const source = {
      own: inventEnterprise(index, seed, random),
      twin: clean[at] as SampleEnterprise,
      index,
      seed,
    }
    // Between 0 and 1 after a row: a repetition comes after what it repeats.
    const position = at + (cleanCount - at) * random() * 0.99 + 0.005
    placed.push({ position, row: { kind, ...DIRT[kind](source) } })
  }
  placed.sort((a, b) => a.position - b.position)
  return { header: SAMPLE_HEADER, rows: placed.map(({ row }) => row) }
}

function cleanRow(enterprise: SampleEnterprise): SampleRow {
  return { cells: sampleCells(enterprise), kind: 'clean', treatment: 'accept', enterprise, note: '' }
}

// The generator mulberry32.
function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
