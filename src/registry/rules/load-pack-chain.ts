import { createHash } from 'node:crypto'
import * as z from 'zod'
import { Id } from './condition.ts'
import { type Layer, type Merged, mergeLayers } from './inherit.ts'
import { CivilDate } from './pack-sections.ts'

/** What is known of a pack before it is put together with those above it. */
export const PackHeader = z.object({
  id: Id,
  version: z.int().min(1),
  title: z.string(),
  docNo: z.string(),
  areas: z.array(z.string()),
  parent: Id.nullable().default(null),
  draft: z.boolean().default(false),
  effectiveFrom: CivilDate,
  effectiveTo: CivilDate.nullable().default(null),
})
export type PackHeader = z.infer<typeof PackHeader>

/** A pack as its file writes it: header, content, and the SHA-256 (hex) of this content alone. */
export type PackFile = {
  readonly header: PackHeader
  readonly source: Record<string, unknown>
  readonly contentHash: string
}

/** The pack file in plain data; undefined when even its header is wrong. */
export function packFileOf(source: unknown): PackFile | undefined {
  const header = PackHeader.safeParse(source)
  if (!header.success) return undefined
  return { header: header.data, source: source as Record<string, unknown>, contentHash: packHash(source) }
}

type Refusal = { readonly ok: false; readonly reason: string; readonly remedy: string }

/** The packs a pack rests on, the highest first, itself last: each parent in its version of the day. */
export type Chain = { readonly ok: true; readonly files: readonly PackFile[] } | Refusal

export function chainOf(file: PackFile, known: readonly PackFile[], onDate: string): Chain {
  const files = [file]
  for (let lowest = file; lowest.header.parent !== null; ) {
    const wanted = lowest.header.parent
    const ids = [...files.map((each) => each.header.id).reverse(), wanted]
    if (files.some((each) => each.header.id === wanted)) {
      const remedy = '把其中一个规则包的 parent 改成 null 或真正的上级。'
      if (files.length === 1)
        return { ok: false, reason: '指向了规则包自己', remedy: '写另一个规则包的 id，没有就写 null。' }
      return { ok: false, reason: `上级规则包绕成了圈：${ids.join(' → ')}`, remedy }
    }
    const parent = parentOn(wanted, lowest, known, onDate)
    if ('reason' in parent) return parent
    files.unshift(parent)
    lowest = parent
  }
  return { ok: true, files }
}

/**
 * The version of the day; where none is in force, the last one before it, so that an expired parent still speaks; where none
 * has begun, the first one.
 */
function parentOn(
  id: string,
  child: PackFile,
  known: readonly PackFile[],
  onDate: string,
): PackFile | Refusal {
  const versions = known.filter((each) => each.header.id === id)
  if (versions.length === 0) {
    const remedy = '先装载上级规则包；核对 parent。'
    return { ok: false, reason: `找不到上级规则包“${id}”`, remedy }
  }
  const usable = versions.filter((each) => child.header.draft || !each.header.draft)
  if (usable.length === 0) {
    const remedy = '等上级规则包定稿，或给本规则包也写 draft: true。'
    return { ok: false, reason: `上级规则包“${id}”是草案，不能依据`, remedy }
  }
  const begun = usable.filter((each) => each.header.effectiveFrom <= onDate)
  const found = begun.filter(({ header: { effectiveTo } }) => effectiveTo === null || onDate <= effectiveTo)
  const best = [...(found.length > 0 ? found : begun)].sort(byStart).at(-1)
  return best ?? ([...usable].sort(byStart)[0] as PackFile)
}

/** A parent that begins only after the pack that rests on it, and since when it does; undefined where all have begun. */
export function unbegunParent(files: readonly PackFile[]): { id: string; from: string } | undefined {
  const begins = files.at(-1)?.header.effectiveFrom ?? ''
  const late = files.find(({ header }) => header.effectiveFrom > begins)
  return late && { id: late.header.id, from: late.header.effectiveFrom }
}

function byStart(left: PackFile, right: PackFile): number {
  const [a, b] = [left.header, right.header]
  return a.effectiveFrom === b.effectiveFrom
    ? a.version - b.version
    : a.effectiveFrom < b.effectiveFrom
      ? -1
      : 1
}

/** The content of a chain as one, with the origin of every place. */
export function mergeChain(files: readonly PackFile[]): Merged {
  return mergeLayers(
    files.map(({ header, source }): Layer => ({ id: header.id, docNo: header.docNo, source })),
  )
}

/**
 * SHA-256 (hex) over a whole chain: of a pack without parent the hash of its content, else over its content and the hash of
 * what it rests on. A change anywhere in the chain changes it.
 */
export function chainHash(files: readonly PackFile[]): string {
  return files.reduce((above, { contentHash, source }) => {
    return above === '' ? contentHash : packHash({ parent: above, source })
  }, '')
}

/**
 * SHA-256 (hex) over the canonical JSON of a pack's content as written in its file (`source`): keys sorted, no spaces. The
 * layout, comments and order of keys do not change it; any value does.
 */
export function packHash(source: unknown): string {
  return createHash('sha256').update(canonicalJson(source)).digest('hex')
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`
}
