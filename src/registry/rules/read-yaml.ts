import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
  type YAMLMap,
} from 'yaml'
import { MOST, type PackProblem } from './pack-problems.ts'
import { slipsOfHand } from './yaml-slips.ts'

type Path = readonly (string | number)[]

/** A YAML file as plain data, with the place of every key in it. */
export type YamlFile = {
  readonly ok: true
  readonly value: unknown
  /** Line and column (from 1) of the key or list item at the path; of the nearest one above it where it does not exist. */
  locate(path: Path): { line: number; column: number }
}

const DEEPEST = 40

/** Reads one YAML document without anchors, aliases and tags. Never throws. */
export function readYaml(text: string): YamlFile | { ok: false; problems: PackProblem[] } {
  const depth = indicatedDepth(text)
  if (depth > DEEPEST) return refusal(`括号嵌套了 ${depth} 层`, `最多 ${DEEPEST} 层；把规则写得平一些。`)
  try {
    return readDocument(text)
  } catch (error) {
    if (error instanceof RangeError)
      return refusal('嵌套太深，读不完', `最多 ${DEEPEST} 层；把规则写得平一些。`)
    throw error
  }
}

function refusal(reason: string, remedy: string): { ok: false; problems: PackProblem[] } {
  return { ok: false, problems: [{ line: 1, column: 1, key: '', reason, remedy }] }
}

/** The deepest nesting of brackets and of dashes on one line, before any parser recurses into it. */
function indicatedDepth(text: string): number {
  let depth = 0
  let deepest = 0
  for (const character of text) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth)
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1)
  }
  for (const line of text.split('\n')) {
    const dashes = /^(?:\s*[-?]\s)+/.exec(line)?.[0].match(/[-?]/g)?.length ?? 0
    deepest = Math.max(deepest, dashes)
  }
  return deepest
}

function readDocument(text: string): YamlFile | { ok: false; problems: PackProblem[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    uniqueKeys: false,
  })
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const faults = [...document.errors, ...document.warnings].slice(0, MOST)
  if (faults.length > 0) {
    const broken = faults.filter(({ code }) => !CLEAR.has(code))
    const slips = broken.length > 0 ? slipsOfHand(text, lineOfLast(broken, place)) : []
    if (slips.length > 0) return { ok: false, problems: slips }
    return {
      ok: false,
      problems: faults.map((fault) => ({ ...place(fault.pos[0]), ...syntaxWords(fault, text) })),
    }
  }
  const forbidden = forbiddenIn(document, place)
  if (forbidden.length > 0) return { ok: false, problems: forbidden }
  if (document.contents === null) return refusal('文件是空的', '按照规则包的写法填写内容。')
  const value: unknown = document.toJS({ maxAliasCount: 0 })
  return { ok: true, value, locate: (path) => place(offsetOf(document.contents, path)) }
}

/** Faults that say by themselves what is wrong; any other may come from a slip of the hand. */
const CLEAR: ReadonlySet<string> = new Set([
  'DUPLICATE_KEY',
  'NON_STRING_KEY',
  'MULTIPLE_DOCS',
  'TAG_RESOLVE_FAILED',
  'RESOURCE_EXHAUSTION',
  'BAD_ALIAS',
])

function lineOfLast(faults: readonly YAMLError[], place: Place): number {
  return Math.max(...faults.map(({ pos }) => place(pos[0]).line))
}

type Place = (offset: number) => { line: number; column: number }

function forbiddenIn(document: ReturnType<typeof parseDocument>, place: Place): PackProblem[] {
  const forbidden: PackProblem[] = []
  visit(document, {
    Node(_, node, path) {
      if (isMap(node)) forbidden.push(...repeatedKeys(node, place))
      if (forbidden.length >= MOST) return visit.BREAK
      const where = { ...place(node.range?.[0] ?? 0), key: '' }
      const what = isAlias(node)
        ? '引用（*）'
        : node.anchor
          ? '锚点（&）'
          : node.tag !== undefined
            ? '标签（!）'
            : ''
      if (what !== '') {
        forbidden.push({ ...where, reason: `规则包里不能用${what}`, remedy: '把内容原样写在需要的地方。' })
      }
      // a path holds a map or list and a pair for each level
      if (path.length > 2 * DEEPEST) {
        forbidden.push({ ...where, reason: '嵌套太深', remedy: `最多 ${DEEPEST} 层；把规则写得平一些。` })
        return visit.BREAK
      }
      return undefined
    },
  })
  return forbidden.slice(0, MOST)
}

/** Keys that stand in a map already. */
function repeatedKeys(map: YAMLMap<unknown, unknown>, place: Place): PackProblem[] {
  const seen = new Set<string>()
  return map.items.flatMap(({ key: node }): PackProblem[] => {
    const key = isScalar(node) ? String(node.value) : ''
    if (!seen.has(key)) {
      seen.add(key)
      return []
    }
    const where = place((isNode(node) && node.range?.[0]) || 0)
    return [{ ...where, key, reason: '同一层写了两次相同的键', remedy: '删去其中一个。' }]
  })
}

function offsetOf(contents: unknown, path: Path): number {
  let node = contents
  let offset = isNode(contents) ? (contents.range?.[0] ?? 0) : 0
  for (const segment of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === segment,
      )
      if (pair === undefined) return offset
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset
      node = pair.value
    } else if (isSeq(node) && typeof segment === 'number') {
      node = node.items[segment]
      offset = isNode(node) ? (node.range?.[0] ?? offset) : offset
    } else return offset
  }
  return offset
}

const SYNTAX_WORDS: Partial<Record<YAMLError['code'], readonly [string, string]>> = {
  NON_STRING_KEY: ['键不是文字', '给键加上引号。'],
  TAB_AS_INDENT: ['用制表符缩进', '改用空格缩进。'],
  BAD_INDENT: ['缩进对不齐', '同一层的键用相同个数的空格开头。'],
  MULTIPLE_DOCS: ['一个文件里有不止一份文档（---）', '一个文件只放一个规则包。'],
  MISSING_CHAR: ['缺少标点，可能是引号或括号没有写完', '补上对应的引号、括号或逗号。'],
  UNEXPECTED_TOKEN: ['这里不应出现这样的内容', '含冒号、井号或括号的文字要加引号。'],
  IMPOSSIBLE: ['结构读不懂', '检查这一行前后的缩进和标点。'],
  TAG_RESOLVE_FAILED: ['规则包里不能用标签（!）', '删去感叹号开头的标签。'],
  BLOCK_AS_IMPLICIT_KEY: ['键和下一层写在了同一行', '冒号后换行再写下一层；含冒号的文字要加引号。'],
  MULTILINE_IMPLICIT_KEY: ['键跨了行，可能少了冒号', '每个键写成“键: 值”。'],
  RESOURCE_EXHAUSTION: ['嵌套太深', '把规则写得平一些。'],
  BAD_ALIAS: ['规则包里不能用引用（*）', '把内容原样写在需要的地方；以 * 开头的文字要加引号。'],
}

function syntaxWords(fault: YAMLError, text: string): { key: string; reason: string; remedy: string } {
  const [reason, remedy] = SYNTAX_WORDS[fault.code] ?? [
    'YAML 写法有误',
    '检查这一行的缩进、冒号后的空格和引号。',
  ]
  const start = text.lastIndexOf('\n', Math.max(0, fault.pos[0] - 1)) + 1
  const key = /^[\s-]*([A-Za-z][\w-]*)\s*:/.exec(text.slice(start, start + 200))?.[1] ?? ''
  return { key, reason, remedy }
}
