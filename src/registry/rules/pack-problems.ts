import type * as z from 'zod'

/** Something wrong in a pack file. Line and column count from 1; `key` is the dotted path, empty where the file as a whole is meant. */
export type PackProblem = {
  readonly line: number
  readonly column: number
  readonly key: string
  readonly reason: string
  readonly remedy: string
}

/** No more problems than this are told at once; whoever has more has another file at hand. */
export const MOST = 100

type Words = { readonly reason: string; readonly remedy: string }
type Issue = z.core.$ZodIssue

type Path = readonly (string | number)[]

/** Where a path of the checked content stands in the file; `about` says whose it is where it is not the file's own. */
export type ProblemPlace = {
  readonly value: unknown
  placeOf(path: Path): { line: number; column: number; key: string; about: string }
}

/** Each issue of the schema with its place in the file, in Chinese, in the order of the file. */
export function problemsOfShape(error: z.ZodError, file: ProblemPlace): PackProblem[] {
  const problems = error.issues.slice(0, MOST).flatMap((issue) => problemsOf(issue, file))
  return problems.slice(0, MOST).sort((left, right) => left.line - right.line || left.column - right.column)
}

function problemsOf(issue: Issue, file: ProblemPlace): PackProblem[] {
  const path = issue.path.map((segment) => (typeof segment === 'symbol' ? String(segment) : segment))
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, MOST)
      .map((key) =>
        problemAt(file, [...path, key], { reason: `不认识“${key}”这个键`, remedy: unknownKeyRemedy(key) }),
      )
  }
  const written = valueAt(file.value, path)
  return [problemAt(file, path, withPunctuation(wordsFor(issue, written), issue, written))]
}

function unknownKeyRemedy(key: string): string {
  if (/[：，“”]/.test(key)) return '冒号、逗号、引号要用半角的；半角冒号后加一个空格。'
  if (/^[A-Za-z]\w*:/.test(key)) return '冒号后面加一个空格。'
  if (key === 'remove') {
    return '删去上级的一项只写 id（或 key、type）和 remove: true，可以加 title、clause、docNo、note；没有 parent 的规则包不写 remove。'
  }
  return '检查拼写和缩进；规则包里没有的键不能写，说明文字写在 note 里。'
}

function problemAt(file: ProblemPlace, path: Path, { reason, remedy }: Words): PackProblem {
  const { line, column, key, about } = file.placeOf(path)
  return { line, column, key, reason: about + reason, remedy }
}

/** `qualification[0].any[1].atLeast` */
export function dotted(path: Path): string {
  return path.reduce<string>((key, segment) => {
    if (typeof segment === 'number') return `${key}[${segment}]`
    return key === '' ? segment : `${key}.${segment}`
  }, '')
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, segment) => {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, segment)) return undefined
    return (inner as Record<string | number, unknown>)[segment]
  }, value)
}

/** A value that is refused and holds full-width punctuation most likely is refused for it. */
function withPunctuation({ reason, remedy }: Words, issue: Issue, written: unknown): Words {
  const isLong = issue.code === 'too_big'
  if (isLong || typeof written !== 'string' || !/[：，“”]/.test(written)) return { reason, remedy }
  return { reason, remedy: `${remedy}冒号、逗号、引号要用半角的，半角冒号和逗号后各加一个空格。` }
}

const TYPE_WORDS: Record<string, readonly [string, string]> = {
  string: ['文字', '写文字；像数或日期的要加引号，例如 "3609"。'],
  number: ['数', '写一个不加引号的数。'],
  int: ['整数', '写一个不加引号的整数。'],
  boolean: ['是或否', '写 true 或 false，不加引号。'],
  array: ['列表', '每项一行，以“- ”开头；只有一项也写成列表。'],
  object: ['一组键', '换行缩进，每行写“键: 值”。'],
}

function wordsFor(issue: Issue, written: unknown): Words {
  switch (issue.code) {
    case 'invalid_type':
      return typeProblem(issue.expected, written)
    case 'invalid_value':
      return {
        reason: written === undefined ? '没有写' : `不能写 ${brief(written)}`,
        remedy: `写其中之一：${issue.values.map(String).join('、')}。`,
      }
    case 'invalid_union':
      return written === undefined
        ? { reason: '没有写', remedy: '补上文字、数或 true/false。' }
        : { reason: `${brief(written)} 的类型不对`, remedy: '写文字、数或 true/false 中的一种。' }
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string'
        ? { reason: '不能为空', remedy: '至少写一项；文件没有规定的，整个键不写。' }
        : { reason: `${brief(written)} 太小`, remedy: `写 ${issue.minimum} 或以上。` }
    case 'too_big':
      return issue.origin === 'string'
        ? { reason: `超过 ${issue.maximum} 个字符`, remedy: '缩短文字，细节写在 note 里。' }
        : { reason: `${brief(written)} 太大`, remedy: `写 ${issue.maximum} 或以下。` }
    case 'custom':
      return customProblem(issue.params)
    default:
      return { reason: `${brief(written)} 的写法不对`, remedy: '对照已有规则包里同一个键的写法修改。' }
  }
}

function typeProblem(expected: string, written: unknown): Words {
  const [name, remedy] = TYPE_WORDS[expected] ?? ['别的类型', '对照已有规则包里同一个键的写法修改。']
  if (written === undefined) return { reason: '没有写这个键', remedy: `补上，类型是${name}。${remedy}` }
  if (written === null) return { reason: '不能为 null', remedy: `${remedy}文件没有规定的，整个键不写。` }
  return { reason: `应为${name}，写的是 ${brief(written)}`, remedy }
}

function customProblem(params: Record<string, unknown> | undefined): Words {
  const { reason, remedy } = params ?? {}
  return {
    reason: typeof reason === 'string' ? reason : '内容不对',
    remedy: typeof remedy === 'string' ? remedy : '对照已有规则包里同一个键的写法修改。',
  }
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
