import type { PackProblem } from './pack-problems.ts'

/**
 * The commonest slips of a hand that writes Chinese: they break the YAML far from where they stand, so they are named first.
 * @param until the line on which the parser gave up; what stands below it is not to blame
 */
export function slipsOfHand(text: string, until: number): PackProblem[] {
  const lines = text
    .split(/\r?\n/)
    .slice(0, until)
    .map((line) => line.slice(0, LONGEST))
  const open = openQuote(lines)
  for (const [index, written] of lines.entries()) {
    if (open && open.line <= index + 1) break
    const line = withoutQuoted(written)
    const tab = /^[ -]*\t/.exec(line)
    const found = tab ? { column: tab[0].length, ...TAB } : slipIn(line)
    if (found) return [{ line: index + 1, key: keyOf(written), ...found }]
  }
  return open ? [open] : []
}

/** No more of a line is looked at: nobody writes longer ones by hand. */
const LONGEST = 500

type Slip = { column: number; reason: string; remedy: string }

const TAB = { reason: '用制表符缩进', remedy: '改用空格缩进；编辑器里把所有制表符换成空格。' }

const SLIPS: readonly [RegExp, string, string][] = [
  [
    /(?<=^[\s-]*|[{,]\s*)[A-Za-z]\w*\s*：/,
    '键后面用了全角冒号“：”',
    '改成半角冒号加一个空格，例如 title: 名称。',
  ],
  [
    /(?<=^[\s-]*|[{,]\s*)(?!seq:|exclusion:|cert:|ceHours:)[A-Za-z]\w*:(?=[^\s/\]}])/,
    '冒号后面没有空格',
    '半角冒号后加一个空格，例如 title: 名称。',
  ],
  [
    /(?<=[[{][^\]}]*)，(?=\s*(?:[A-Za-z]\w*\s*[:：]|[\w"”“-]+\s*[,，\]]))/,
    '列表里用了全角逗号“，”',
    '改成半角逗号加一个空格。',
  ],
]

function slipIn(line: string): Slip | undefined {
  const found = SLIPS.map(([slip, reason, remedy]) => {
    const match = slip.exec(line)
    return match && { column: match.index + match[0].length, reason, remedy }
  }).filter((each) => each !== null)
  return found.sort((left, right) => left.column - right.column)[0]
}

/** Quoted text and comments blanked out, in their length. */
function withoutQuoted(line: string): string {
  const blank = (found: string) => ' '.repeat(found.length)
  return line.replace(/"(?:[^"\\]|\\.)*"|(?<=[\s[{,:])'[^']*'/g, blank).replace(/(^|\s)#.*$/, blank)
}

/** The line on which a quote opens and does not close: the parser only sees it at the end of the file. */
function openQuote(lines: readonly string[]): PackProblem | undefined {
  const index = lines.findIndex((line) => /"|(?:^|[\s[{,])'/.test(withoutQuoted(line)))
  if (index < 0) return undefined
  const line = lines[index] ?? ''
  const column = withoutQuoted(line).search(/["']/) + 1
  return {
    line: index + 1,
    column,
    key: keyOf(line),
    reason: '引号没有写完',
    remedy: '在这一行补上后一个引号。',
  }
}

function keyOf(line: string): string {
  return /^[\s-]*([A-Za-z][\w-]*)\s*[:：]/.exec(line)?.[1] ?? ''
}
