import { areaFullName } from '#foundation/org-units/index.ts'
import type { PackRow, PackState } from './contract.ts'
import type { PackHeader } from './load-pack-chain.ts'
import { isInForce } from './pack.ts'

/** A kept pack without its text. */
export type KeptPackRow = PackHeader & {
  readonly hash: string
  readonly loadedAt: Date | null
  readonly loadedBy: string | null
}

/** The packs as a list shows them, the latest first. */
export function packRows(kept: readonly KeptPackRow[], today: string): PackRow[] {
  const rows = kept.map((row): PackRow => {
    const { id, version, title, docNo, areas, parent, draft, effectiveFrom, effectiveTo, hash, loadedBy } =
      row
    const loadedAt = row.loadedAt?.toISOString() ?? null
    const base = {
      id,
      version,
      title,
      docNo,
      areas,
      parent,
      draft,
      effectiveFrom,
      effectiveTo,
      hash,
      loadedAt,
      loadedBy,
    }
    return { ...base, places: areas.map(placeName), state: stateOf(row, kept, today) }
  })
  return rows.sort((left, right) => compareRows(left, right))
}

function compareRows(left: PackRow, right: PackRow): number {
  const [a, b] = [left, right].map(({ areas, id }) => `${areas[0]} ${id}`)
  if (a !== b) return (a ?? '') < (b ?? '') ? -1 : 1
  return right.version - left.version
}

/** 江西省宜春市 for "3609"; 全国 for CN; a unit's own code as it is. */
export function placeName(area: string): string {
  if (area === 'CN') return '全国'
  return /^\d+$/.test(area) ? (areaFullName(area.padEnd(6, '0')) ?? area) : area
}

function stateOf(row: KeptPackRow, all: readonly KeptPackRow[], today: string): PackState {
  if (row.loadedAt === null) return 'not-loaded'
  if (row.draft) return 'draft'
  if (row.effectiveFrom > today) return 'future'
  if (!isInForce(row, today)) return 'expired'
  const others = all.filter(
    (each) => each.loadedAt !== null && isInForce(each, today) && goesBefore(each, row),
  )
  const isReplaced = row.areas.every((area) => others.some((other) => other.areas.includes(area)))
  return isReplaced ? 'superseded' : 'in-force'
}

/** As `packInForce` chooses for the same area: the latest in effect, then the highest version. */
function goesBefore(other: KeptPackRow, row: KeptPackRow): boolean {
  if (other.effectiveFrom !== row.effectiveFrom) return other.effectiveFrom > row.effectiveFrom
  return other.version > row.version
}
