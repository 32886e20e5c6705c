import { composePack, type PackReading, readPack } from './load-pack.ts'
import { chainOf, type PackFile } from './load-pack-chain.ts'
import type { PackProblem } from './pack-problems.ts'

/** What a new pack file would be among the packs that are kept, or all that is wrong with it. */
export type NewPack =
  | (Extract<PackReading, { ok: true }> & { readonly kept: 'new' | 'same' | 'conflict' })
  | { readonly ok: false; readonly problems: readonly PackProblem[] }

/** Reads a file to be loaded beside the kept packs: also what it would do to those below it and beside it. */
export function readNewPack(bytes: string | Uint8Array, kept: readonly PackFile[]): NewPack {
  const reading = readPack(bytes, kept)
  if (!reading.ok) return reading
  const { file } = reading
  const same = kept.find(
    ({ header: { id, version } }) => id === file.header.id && version === file.header.version,
  )
  if (same) return { ...reading, kept: same.contentHash === file.contentHash ? 'same' : 'conflict' }
  const problems = [...rivalsOf(file, kept), ...brokenBelow(file, kept)]
  return problems.length > 0 ? { ok: false, problems } : { ...reading, kept: 'new' }
}

/** Two packs for the same place from the same day: nobody could say which one holds. */
function rivalsOf({ header }: PackFile, kept: readonly PackFile[]): PackProblem[] {
  if (header.draft) return []
  const rivals = kept.filter(
    ({ header: other }) =>
      !other.draft &&
      other.id !== header.id &&
      other.effectiveFrom === header.effectiveFrom &&
      other.areas.some((area) => header.areas.includes(area)),
  )
  return rivals.map(({ header: other }) => ({
    ...atTop('effectiveFrom'),
    reason: `同一地区同一天已有规则包“${other.id}”生效，无法分辨用哪一个`,
    remedy: '核对 areas 和 effectiveFrom；是同一份文件的新版就用同一个 id 并提高 version。',
  }))
}

/** Packs below that would no longer be usable, e.g. because they relax a condition that this version does not have. */
function brokenBelow(file: PackFile, kept: readonly PackFile[]): PackProblem[] {
  const known = [...kept, file]
  return kept.flatMap((below): PackProblem[] => {
    const { id, version, effectiveFrom } = below.header
    const onDate = effectiveFrom > file.header.effectiveFrom ? effectiveFrom : file.header.effectiveFrom
    const chain = chainOf(below, known, onDate)
    if (chain.ok && !chain.files.includes(file)) return []
    if (!chain.ok && below.header.parent !== file.header.id) return []
    const why = chain.ok ? whyBroken(chain.files) : chain.reason
    if (why === undefined) return []
    const reason = `装载后，下级规则包“${id}”第 ${version} 版不能用：${why}`
    return [{ ...atTop('id'), reason, remedy: '保留下级用到的项，或先装载改好的下级规则包。' }]
  })
}

function whyBroken(files: readonly PackFile[]): string | undefined {
  try {
    composePack(files)
    return undefined
  } catch (error) {
    const [issue] = (error as { issues?: { message: string }[] }).issues ?? []
    return issue?.message ?? String(error)
  }
}

function atTop(key: string): Pick<PackProblem, 'line' | 'column' | 'key'> {
  return { line: 1, column: 1, key }
}
