import { ADMINISTRATIVE_LEVELS, labelOf } from './code-lists.ts'
import type { Strength } from './condition.ts'
import type { NodeOutcome, Verdict, VerdictNode, VerdictValue } from './verdict.ts'

/** The words for the outcome of one line of the tree. */
export const NODE_OUTCOME_WORDS = {
  met: '符合',
  'not-met': '不符合',
  unknown: '不能判定',
  relaxable: '可放宽，需写理由',
  relaxed: '符合（已放宽）',
  declared: '已声明',
  'pending-declaration': '待声明',
  'not-applicable': '不适用',
  due: '待达到',
} as const satisfies Record<NodeOutcome, string>

/** 文件用语 of a condition. */
export const STRENGTH_WORDS = { must: '应当', should: '宜、原则上' } as const satisfies Record<
  Strength,
  string
>

/** The verdict in words: 符合, 可放宽，需写理由, 符合（已放宽）, 不符合, 不能判定：缺…. */
export function verdictWord(
  verdict: Pick<Verdict, 'outcome' | 'needsReason' | 'missing' | 'strength'>,
): string {
  switch (verdict.outcome) {
    case 'pass':
      return NODE_OUTCOME_WORDS.met
    case 'relaxed':
      return verdict.needsReason ? NODE_OUTCOME_WORDS.relaxable : NODE_OUTCOME_WORDS.relaxed
    case 'fail':
      return NODE_OUTCOME_WORDS['not-met'] + (verdict.strength === 'should' ? '（宜）' : '')
    case 'cannot-tell':
      return `不能判定：缺${verdict.missing.map((missing) => missing.label).join('、')}`
  }
}

/** The source of a line: 文号 and 条款; 条款未注明 where the pack gives none. */
export function citation(node: Pick<VerdictNode, 'docNo' | 'clause'>): string {
  return `${node.docNo} ${node.clause ?? '条款未注明'}`
}

/** One value in a sentence: 学历：大学本科，达到大学本科. */
export function valueSentence(value: VerdictValue): string {
  return `${value.label}：${value.shown}${value.remark === value.shown ? '' : `，${value.remark}`}`
}

/** All values that decided a node, its own and those below it, for showing a group in one block. */
export function valuesUnder(node: VerdictNode): VerdictValue[] {
  return [...node.values, ...node.children.flatMap(valuesUnder)]
}

/** The sentence below the verdict: what decided, and what is still to be declared. */
export function decisionSentence(verdict: Verdict): string {
  const marks = verdict.decidedBy.flatMap(({ mark }) => mark ?? [])
  // 甲 of one group and 甲 of another in one sentence say nothing
  const isClear = new Set(marks).size === marks.length
  const names =
    verdict.outcome === 'relaxed'
      ? verdict.relaxations.map(relaxationWords).join('、')
      : verdict.decidedBy
          .map(({ mark, title }) => (mark === null || !isClear ? `“${title}”` : `条件${mark}“${title}”`))
          .join('、')
  const decided =
    names === '' ? '' : verdict.hard ? `存在禁任情形：${names}。` : DECISION_WORDS[verdict.outcome](names)
  const soft =
    verdict.outcome === 'fail' && verdict.strength === 'should'
      ? '文件用语为“宜”或“原则上”，由受理单位审查。'
      : ''
  const waiting = verdict.pendingDeclarations.map((each) => `“${each.title}”`).join('、')
  const isFit = verdict.outcome === 'pass' || verdict.outcome === 'relaxed'
  const obligations = isFit ? verdict.obligations : []
  const later = obligations.map(({ title, dueOn }) => `“${title}”须在 ${dueOn} 前达到。`).join('')
  return decided + soft + later + (waiting === '' ? '' : `待声明：${waiting}。`)
}

function relaxationWords({ title, by, to = [] }: Verdict['relaxations'][number]): string {
  const who =
    by.length === 0 ? '受理单位' : by.map((level) => labelOf(ADMINISTRATIVE_LEVELS, level)).join('、')
  return `“${title}”（由${who}决定${to.map((each) => `，${each}`).join('')}）`
}

const DECISION_WORDS = {
  pass: (names) => `由${names}决定。`,
  relaxed: (names) => `按${names}放宽。`,
  fail: (names) => `${names}不满足。`,
  'cannot-tell': (names) => `${names}还不能判定。`,
} as const satisfies Record<Verdict['outcome'], (names: string) => string>

/** The verdict as indented Chinese lines: result, tree with 文号 and 条款 and deciding values, then date and pack version. */
export function explainAsText(verdict: Verdict): string[] {
  const { pack, onDate, relaxedFor } = verdict
  const decision = decisionSentence(verdict)
  return [
    `任职条件：${verdictWord(verdict)}`,
    ...(decision === '' ? [] : [`  ${decision}`]),
    ...(relaxedFor === null ? [] : [`  放宽理由：${relaxedFor.reason}（${relaxedFor.reviewer}）`]),
    ...verdict.tree.flatMap((node) => nodeLines(node, '  ', null)),
    `按聘任日期 ${onDate} ${verdict.inForce ? '有效的规则判断' : '判断；规则包在该日没有生效，仅供参考'}`,
    `规则包 ${pack.id} 第 ${pack.version} 版，《${pack.title}》${pack.docNo}，校验值 ${pack.hash.slice(0, 8)}`,
  ]
}

function nodeLines(node: VerdictNode, indent: string, parentCitation: string | null): string[] {
  const source = citation(node)
  const mark = node.mark === null ? '' : `${node.mark} `
  const strength = node.strength === 'should' && parentCitation === null ? `，${STRENGTH_WORDS.should}` : ''
  const cited = source === parentCitation ? '' : `（${source}${strength}）`
  const aside = node.matters ? '' : '，不影响结论'
  return [
    `${indent}[${NODE_OUTCOME_WORDS[node.outcome]}${aside}] ${mark}${nodeTitle(node)}${cited}`,
    ...node.values.map((value) => `${indent}    ${valueSentence(value)}`),
    // what is not asked is not gone into
    ...(node.outcome === 'not-applicable' ? [] : node.children).flatMap((child) =>
      nodeLines(child, `${indent}  `, source),
    ),
  ]
}

function nodeTitle(node: VerdictNode): string {
  return node.kind === 'relaxation' ? `放宽 ${node.title}` : node.title
}
