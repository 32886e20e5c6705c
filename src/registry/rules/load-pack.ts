import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { type LoadedPack, RulePack } from './pack.ts'
import { type PackProblem, problemsOfShape } from './pack-problems.ts'
import { readYaml } from './read-yaml.ts'

/** What a pack file holds: the checked pack, its hash, and its content as written (JSON) for keeping; or all that is wrong. */
export type PackReading =
  | ({ readonly ok: true; readonly source: unknown } & LoadedPack)
  | { readonly ok: false; readonly problems: readonly PackProblem[] }

/** A file may not be larger than this, in bytes. */
export const PACK_SIZE_LIMIT = 1024 * 1024

/** Reads the YAML text of a rule pack. Never throws: everything wrong comes back with line, column, key, reason and remedy. */
export function readPack(file: string | Uint8Array): PackReading {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  if (bytes.length > PACK_SIZE_LIMIT) return refused('文件超过 1 MiB', '规则包只放规则，去掉别的内容。')
  const text = decode(bytes)
  if (text === undefined) return refused('文件不是 UTF-8 编码', '用编辑器另存为 UTF-8 再试。')
  const yaml = readYaml(text)
  if (!yaml.ok) return yaml
  const parsed = RulePack.safeParse(yaml.value)
  if (!parsed.success) return { ok: false, problems: problemsOfShape(parsed.error, yaml) }
  return { ok: true, pack: parsed.data, hash: packHash(yaml.value), source: yaml.value }
}

function refused(reason: string, remedy: string): PackReading {
  return { ok: false, problems: [{ line: 1, column: 1, key: '', reason, remedy }] }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
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

export type ShippedPack = LoadedPack & {
  readonly source: unknown
  readonly file: string
  readonly text: string
}

/** The packs that come with the product, in the order of their file names. Throws when one of them is broken. */
export function shippedPacks(): ShippedPack[] {
  const folder = new URL('./packs/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  return files.sort().map((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8')
    const reading = readPack(text)
    if (!reading.ok) {
      const [first] = reading.problems
      throw new Error(`shipped rule pack ${file}:${first?.line} ${first?.key}: ${first?.reason}`)
    }
    const { pack, hash, source } = reading
    return { pack, hash, source, file, text }
  })
}
