import { createRequire } from 'node:module'
import type { pinyin } from 'pinyin-pro'
import { areasByPrefix, childAreas } from '#foundation/org-units/index.ts'
import { comparisonKey } from '#platform/values/text.ts'

/** Legal forms at the end of a name; nobody searches them by pinyin. */
const LEGAL_FORM = /(股份有限公司|有限责任公司|有限公司|合作社|合伙企业|公司|厂)$/

/**
 * What a name is found by, in one line of words: pairs of neighbouring characters in their order, then pairs of pinyin
 * initials, then syllables (marked '). The family name of a person is read as such. A fragment's pairs stand side by side in the line, so one pattern confirms it.
 */
export function searchWordsOf(name: string, of: 'enterprise' | 'person' = 'enterprise'): string {
  const plain = comparisonKey(name)
  const letters = plain.replace(/[^\p{L}\p{N}]/gu, '')
  const spoken = speaker()(of === 'person' ? letters : letters.replace(LEGAL_FORM, ''), {
    surname: of === 'person' ? 'head' : 'off',
    toneType: 'none',
    type: 'array',
    v: true,
  })
    .join(' ')
    .toLowerCase()
  const initials = spoken.replace(/(\S)\S*\s?/gu, '$1')
  const marked = spoken.replace(/(?<=^| )(?=\S)/gu, "'")
  return [...pairs(plain), ';', ...pairs(initials), ';', marked].filter((word) => word !== '').join(' ')
}

let dictionary: typeof pinyin | undefined

/** The dictionary takes ten megabytes; only where names are written is it needed. */
function speaker(): typeof pinyin {
  dictionary ??= (createRequire(import.meta.url)('pinyin-pro') as { pinyin: typeof pinyin }).pinyin
  return dictionary
}

/** A way in which a name may answer to a search: the words that it must hold, and the pattern (LIKE) of their order. */
export type SearchWay = { readonly words: readonly string[]; readonly like: string }

/** The ways of a search text: a fragment of the name; if it is all letters also initials and pinyin, typed whole or in part. */
export function searchWaysOf(text: string): SearchWay[] {
  const plain = comparisonKey(text)
  // A mark alone is nothing to search by, and the line has marks of its own.
  if (!/[\p{L}\p{N}]/u.test(plain)) return []
  const fragment = wayOf(pairs(plain)) ?? { words: [], like: `%${escaped(plain)}%` }
  const ways = [fragment]
  if (!/^[A-Z]+$/.test(plain)) return ways
  const letters = plain.toLowerCase()
  const initials = wayOf(pairs(letters))
  return [...ways, ...(initials ? [initials] : []), ...segmentations(letters).map(spokenWay)]
}

function wayOf(words: readonly string[]): SearchWay | undefined {
  return words.length > 0 ? { words, like: `%${escaped(words.join(' '))}%` } : undefined
}

function spokenWay(syllables: readonly string[]): SearchWay {
  const marked = syllables.map((syllable) => `'${syllable}`)
  // The last one may be half typed.
  return { words: marked.slice(0, -1), like: `%${escaped(marked.join(' '))}%` }
}

function pairs(text: string): string[] {
  const found: string[] = []
  let before = ''
  for (const character of text) {
    if (before !== '') found.push(before + character)
    before = character
  }
  return found
}

/** A text for LIKE in which nothing is a wildcard. */
export function escaped(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`)
}

const SYLLABLE =
  /^(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|[aeiouv])$/
const MOST_WAYS = 6

/** Letters divided into syllables, the longest first; the last part may be the beginning of one. */
function segmentations(letters: string): string[][] {
  const found: string[][] = []
  const walk = (from: number, before: string[]) => {
    if (found.length >= MOST_WAYS) return
    const rest = letters.slice(from)
    for (let length = Math.min(6, rest.length); length > 0; length -= 1) {
      const part = rest.slice(0, length)
      const last = length === rest.length
      if (last && (SYLLABLE.test(part) || /^([zcs]h?|[bpmfdtnlgkhjqxryw])$/.test(part))) {
        found.push([...before, part])
      } else if (SYLLABLE.test(part)) {
        walk(from + length, [...before, part])
      }
    }
  }
  walk(0, [])
  return found.slice(0, MOST_WAYS)
}

const SHORTEST_REST = 4
const LONGEST_AREA = 12
const AREA_KIND = /(特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|自治县|地区|省|市|县|区)$/
let areas: ReadonlyMap<string, string> | undefined
/** The first two characters of all of them: most names need no further look. */
let heads: ReadonlySet<string> | undefined

/**
 * What near names have in common: the name without brackets and white space, 有限责任公司 as 有限公司, and without the areas
 * that a registry puts before it or in brackets into it; those stand apart. Never shown.
 */
export function nameKeyOf(name: string): { key: string; areas: string } {
  const found: string[] = []
  const plain = comparisonKey(name)
    .replace(/有限责任公司/g, '有限公司')
    .replace(/[(（【〔[].*?[)）】〕\]]/g, (inside) => withoutAreas(inside.slice(1, -1), found))
    .replace(/[^\p{L}\p{N}]/gu, '')
  const rest = withoutAreas(plain, found)
  const enough = [...rest].length >= SHORTEST_REST
  return { key: enough ? rest : plain, areas: enough ? [...new Set(found)].sort().join(' ') : '' }
}

/** Names of areas at the beginning go into `found` (without 省, 市 …), at most three. */
function withoutAreas(text: string, found: string[]): string {
  areas ??= areaNames()
  heads ??= new Set([...areas.keys()].map((name) => name.slice(0, 2)))
  let rest = text
  for (let n = 0; n < 3; n += 1) {
    if (!heads.has(rest.slice(0, 2))) break
    let length = Math.min(LONGEST_AREA, rest.length)
    while (length > 1 && !areas.has(rest.slice(0, length))) length -= 1
    if (length < 2) break
    found.push(areas.get(rest.slice(0, length)) ?? '')
    rest = rest.slice(length)
  }
  return rest
}

/** Every province, city and county in full and in short; the value is the short name. */
function areaNames(): ReadonlyMap<string, string> {
  const all = childAreas(null).flatMap(({ code }) => areasByPrefix(code.slice(0, 2)))
  const pairs = all.flatMap(({ name }) => {
    const short = name.replace(AREA_KIND, '')
    return short.length > 1 ? [[short, short] as const, [name, short] as const] : [[name, name] as const]
  })
  return new Map(pairs)
}
