import { checkPack } from './check-pack.ts'
import { PackShape } from './pack-shape.ts'

/**
 * A jurisdiction's rules as data: 任职条件, 禁任情形, 放宽, 程序, 职权, 目标, 表式, each with its clause.
 * `null` means the document does not say (未规定). Versioned; a verdict stores id, version and hash.
 */
export const RulePack = PackShape.superRefine((pack, context) => {
  for (const { path, reason, remedy } of checkPack(pack)) {
    context.addIssue({ code: 'custom', path: [...path], message: reason, params: { reason, remedy } })
  }
})
export type RulePack = PackShape

/** A pack of a chain, the highest first: 国家, 省, 市, 县. */
export type LayerInfo = {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly docNo: string
  /** SHA-256 (hex) of its own content. */
  readonly contentHash: string
}

/**
 * A pack as it takes effect, together with the SHA-256 (hex) over its content and that of the packs it rests on (`layers`,
 * itself last).
 */
export type LoadedPack = {
  readonly pack: RulePack
  readonly hash: string
  readonly layers: readonly LayerInfo[]
}

/** What decides whether and where a pack is in force. */
export type Validity = Pick<RulePack, 'version' | 'draft' | 'areas' | 'effectiveFrom' | 'effectiveTo'>

/** True when the pack is in force on the civil date; drafts never are. */
export function isInForce(pack: Omit<Validity, 'version' | 'areas'>, onDate: string): boolean {
  return (
    !pack.draft && pack.effectiveFrom <= onDate && (pack.effectiveTo === null || onDate <= pack.effectiveTo)
  )
}

/**
 * The pack that governs a place on a civil date: of those in force for it the one for the narrowest area, then the
 * latest in effect, then the highest version.
 * A pack for `CN` covers every place.
 * @param places unit codes and GB/T 2260 codes of the responsible unit, e.g. `['SANQU-1', '360902']`
 */
export function packInForce<L extends { readonly pack: Validity }>(
  packs: readonly L[],
  places: readonly string[],
  onDate: string,
): L | undefined {
  let best: { loaded: L; rank: readonly [number, string, number] } | undefined
  for (const loaded of packs) {
    const narrowness = Math.max(0, ...loaded.pack.areas.map((area) => narrownessFor(area, places)))
    if (narrowness === 0 || !isInForce(loaded.pack, onDate)) continue
    const rank = [narrowness, loaded.pack.effectiveFrom, loaded.pack.version] as const
    if (best === undefined || isHigher(rank, best.rank)) best = { loaded, rank }
  }
  return best?.loaded
}

/** 0: does not cover any of the places; otherwise the higher the narrower, a unit's own code above all. */
function narrownessFor(area: string, places: readonly string[]): number {
  if (area === 'CN') return 1
  if (!/^\d+$/.test(area)) return places.includes(area) ? 100 : 0
  const covers = places.some((place) => /^\d+$/.test(place) && place.startsWith(area))
  return covers ? area.length : 0
}

function isHigher(
  left: readonly [number, string, number],
  right: readonly [number, string, number],
): boolean {
  if (left[0] !== right[0]) return left[0] > right[0]
  if (left[1] !== right[1]) return left[1] > right[1]
  return left[2] > right[2]
}
