import { readdirSync, readFileSync } from 'node:fs'
import type { PackFault } from './check-test.ts'
import type { Merged } from './inherit.ts'
import {
  chainHash,
  chainOf,
  mergeChain,
  type PackFile,
  PackHeader,
  packFileOf,
  unbegunParent,
} from './load-pack-chain.ts'
import { type LoadedPack, RulePack } from './pack.ts'
import { dotted, type PackProblem, type ProblemPlace, problemsOfShape } from './pack-problems.ts'
import { readYaml, type YamlFile } from './read-yaml.ts'
import { slipsIn } from './slips.ts'

export { packHash } from './load-pack-chain.ts'

/** What a pack file holds: the checked pack as it takes effect, its hash, and its content as written (JSON); or all that is wrong. */
export type PackReading =
  | ({
      readonly ok: true
      readonly source: unknown
      readonly file: PackFile
      /** What is allowed and yet may be a slip. */
      readonly hints: readonly PackProblem[]
    } & LoadedPack)
  | { readonly ok: false; readonly problems: readonly PackProblem[] }

/** A file may not be larger than this, in bytes: ten times a large pack, and read in well under a second. */
export const PACK_SIZE_LIMIT = 256 * 1024

/**
 * Reads the YAML text of a rule pack. Never throws: everything wrong comes back with line, column, key, reason and remedy.
 * @param known packs it may rest on, in all their versions; a pack with `parent` is checked as it takes effect on its first day
 */
export function readPack(file: string | Uint8Array, known: readonly PackFile[] = []): PackReading {
  const yaml = readPackYaml(file)
  if (!yaml.ok) return yaml
  const own = packFileOf(yaml.value)
  if (own === undefined || own.header.parent === null) return readAlone(yaml, own)
  const chain = chainOf(own, known, own.header.effectiveFrom)
  const refusal = chain.ok ? notYet(chain.files) : chain
  if (!chain.ok || refusal) {
    const { reason = '', remedy = '' } = refusal ?? {}
    return { ok: false, problems: [{ ...yaml.locate(['parent']), key: 'parent', reason, remedy }] }
  }
  const merged = mergeChain(chain.files)
  const place = placeIn(merged, chain.files, yaml)
  const removals = merged.faults.map(({ origin, id }): PackProblem => {
    const remedy = '核对 id；上级没有的不用删。'
    return { ...place.fileOf(origin), reason: `上级规则包里没有“${id}”，无从删去`, remedy }
  })
  const parsed = RulePack.safeParse(merged.value)
  if (parsed.success && removals.length === 0) {
    const above = chain.files.at(-2)?.header.areas
    return withoutSlips(
      { source: yaml.value, file: own, ...loadedOf(parsed.data, chain.files) },
      place,
      above,
    )
  }
  const problems = parsed.error ? problemsOfShape(parsed.error, place) : []
  return { ok: false, problems: [...removals, ...problems] }
}

/** A pack of the right form is still looked at for what it cannot have meant; what was kept before is not. */
function withoutSlips(
  read: { readonly source: unknown; readonly file: PackFile } & LoadedPack,
  place: ProblemPlace,
  above: readonly string[] | undefined,
): PackReading {
  const { faults, hints } = slipsIn(read.pack, above)
  const placed = ({ path, reason, remedy }: PackFault): PackProblem => {
    const { line, column, key, about } = place.placeOf(path)
    return { line, column, key, reason: about + reason, remedy }
  }
  if (faults.length > 0) return { ok: false, problems: faults.map(placed) }
  return { ok: true, ...read, hints: hints.map(placed) }
}

function notYet(files: readonly PackFile[]): { reason: string; remedy: string } | undefined {
  const late = unbegunParent(files)
  return (
    late && {
      reason: `上级规则包“${late.id}”在 ${files.at(-1)?.header.effectiveFrom} 还没有生效`,
      remedy: `核对 effectiveFrom，或写在 ${late.from} 或以后生效。`,
    }
  )
}

/** The YAML of a pack file as plain data, or why it cannot be read. */
export function readPackYaml(file: string | Uint8Array): YamlFile | { ok: false; problems: PackProblem[] } {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  if (bytes.length > PACK_SIZE_LIMIT) return refused('文件超过 256 KB', '规则包只放规则，去掉别的内容。')
  const text = decode(bytes)
  if (text === undefined) return refused('文件不是 UTF-8 编码', '用编辑器另存为 UTF-8 再试。')
  return readYaml(text)
}

/** A pack without parent, or one whose header is so wrong that nothing can be said of its parent. */
function readAlone(yaml: YamlFile, own: PackFile | undefined): PackReading {
  const parsed = RulePack.safeParse(yaml.value)
  const place: ProblemPlace = {
    value: yaml.value,
    placeOf: (path) => ({ ...yaml.locate(path), key: dotted(path), about: '' }),
  }
  if (parsed.success && own) {
    return withoutSlips({ source: yaml.value, file: own, ...loadedOf(parsed.data, [own]) }, place, undefined)
  }
  const problems = parsed.error ? problemsOfShape(parsed.error, place) : []
  const hasParent = typeof (yaml.value as { parent?: unknown } | null)?.parent === 'string'
  if (!hasParent || own) return { ok: false, problems }
  const inHeader = problems.filter(({ key }) => HEADER_KEYS.has(key.split(/[.[]/)[0] ?? ''))
  return { ok: false, problems: inHeader.length > 0 ? inHeader : problems }
}

const HEADER_KEYS = new Set(Object.keys(PackHeader.shape))

function placeIn(merged: Merged, files: readonly PackFile[], yaml: YamlFile) {
  const fileOf = ({ layer, path }: ReturnType<Merged['originOf']>) => {
    if (layer === files.length - 1) return { ...yaml.locate(path), key: dotted(path), about: '' }
    const about = `上级规则包“${files[layer]?.header.id}”的 ${dotted(path)}：`
    return { ...yaml.locate(['parent']), key: 'parent', about }
  }
  return {
    value: merged.value,
    fileOf,
    placeOf: (path: readonly (string | number)[]) => fileOf(merged.originOf(path)),
  }
}

/** A chain of checked packs as it takes effect. @throws when they do not go together, which is found out at loading */
export function composePack(files: readonly PackFile[]): LoadedPack {
  return loadedOf(RulePack.parse(mergeChain(files).value), files)
}

function loadedOf(pack: RulePack, files: readonly PackFile[]): LoadedPack {
  const layers = files.map(({ header: { id, version, title, docNo }, contentHash }) => {
    return { id, version, title, docNo, contentHash }
  })
  return { pack, hash: chainHash(files), layers }
}

function refused(reason: string, remedy: string): { ok: false; problems: PackProblem[] } {
  return { ok: false, problems: [{ line: 1, column: 1, key: '', reason, remedy }] }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

export type ShippedPack = LoadedPack & {
  readonly source: unknown
  readonly file: PackFile
  readonly text: string
}

/** The packs that come with the product, in the order of their file names. Throws when one of them is broken. */
export function shippedPacks(): ShippedPack[] {
  const folder = new URL('./packs/', import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  const texts = names.sort().map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))
  const known = texts.flatMap(({ text }) => {
    const yaml = readPackYaml(text)
    return (yaml.ok && packFileOf(yaml.value)) || []
  })
  return texts.map(({ name, text }) => {
    const reading = readPack(text, known)
    if (!reading.ok) {
      const [first] = reading.problems
      throw new Error(`shipped rule pack ${name}:${first?.line} ${first?.key}: ${first?.reason}`)
    }
    const { pack, hash, layers, source, file } = reading
    return { pack, hash, layers, source, file, text }
  })
}
