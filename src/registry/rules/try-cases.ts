import type { ExpectedOutcome, RuleCase } from './case-file.ts'
import { evaluate } from './evaluate.ts'
import { decisionSentence, explainAsText, verdictWord } from './explain.ts'
import type { LoadedPack } from './pack.ts'
import type { NodeOutcome, Verdict, VerdictNode } from './verdict.ts'

/** How a case came out: the verdict, and every difference from what was expected, in Chinese. */
export type TriedCase = {
  readonly case: RuleCase
  readonly verdict: Verdict
  readonly differences: readonly string[]
}

/** Judges the cases by a pack. @param packOn the pack as it takes effect on a day, with its parents of that day */
export function tryCases(cases: readonly RuleCase[], packOn: (onDate: string) => LoadedPack): TriedCase[] {
  return cases.map((each) => {
    const verdict = evaluate(packOn(each.onDate), each.facts, each.onDate, each.relaxation)
    return { case: each, verdict, differences: differencesOf(each.expect, verdict) }
  })
}

const OUTCOME_WORDS: Record<ExpectedOutcome, string> = {
  pass: '符合',
  relaxed: '可放宽',
  granted: '符合（已放宽）',
  fail: '不符合',
  'cannot-tell': '不能判定',
}

function differencesOf(expect: RuleCase['expect'], verdict: Verdict): string[] {
  const outcome = verdict.outcome === 'relaxed' && !verdict.needsReason ? 'granted' : verdict.outcome
  const asExpected = outcome === expect.outcome || (expect.outcome === 'relaxed' && outcome === 'granted')
  const lists: [string, readonly string[] | undefined, readonly string[]][] = [
    ['decidedBy', expect.decidedBy, decisiveIds(verdict)],
    ['missing', expect.missing, verdict.missing.map(({ fact }) => fact)],
    ['relaxations', expect.relaxations, verdict.relaxations.map(({ id }) => id)],
    ['obligations', expect.obligations, verdict.obligations.map(({ id }) => id)],
  ]
  return [
    ...(asExpected ? [] : [`应为“${OUTCOME_WORDS[expect.outcome]}”，判断为“${verdictWord(verdict)}”`]),
    ...(['hard', 'strength'] as const).flatMap((name) =>
      expect[name] === undefined || expect[name] === verdict[name]
        ? []
        : [`${name} 应为 ${expect[name]}，判断为 ${verdict[name]}`],
    ),
    ...lists.flatMap(([name, wanted, found]) => {
      const absent = wanted?.filter((each) => !found.includes(each)) ?? []
      return absent.length === 0
        ? []
        : [`${name} 应有 ${absent.join('、')}，判断为 ${found.join('、') || '无'}`]
    }),
  ]
}

/** What each outcome rests on below the conditions that decided it. */
const DECISIVE: Record<Verdict['outcome'], readonly NodeOutcome[]> = {
  pass: ['met'],
  relaxed: ['relaxable', 'relaxed'],
  fail: ['not-met'],
  'cannot-tell': ['unknown'],
}

/** The ids on the deciding path: what the verdict names, what it stands in, and what inside it decided. */
function decisiveIds({ tree, decidedBy, outcome }: Verdict): string[] {
  const named = new Set(decidedBy.map(({ id }) => id))
  const holds = (node: VerdictNode): boolean => named.has(node.id) || node.children.some(holds)
  const idsOn = (node: VerdictNode): string[] => {
    const decides = node.kind === 'not' ? node.children : node.children.filter(isDecisive)
    return [node.id, ...decides.flatMap(idsOn)]
  }
  const isDecisive = (node: VerdictNode) => DECISIVE[outcome].includes(node.outcome)
  return [...new Set([...named, ...tree.filter(holds).flatMap(idsOn)])]
}

/**
 * A tried case in lines for a terminal: one where it agrees, the whole explanation where it does not.
 * @param all explains every case
 */
export function linesOf({ case: { name, line }, verdict, differences }: TriedCase, all = false): string[] {
  const agrees = differences.length === 0
  const waiting = verdict.pendingDeclarations.length
  const asides = [
    decisionSentence({ ...verdict, pendingDeclarations: [] }),
    waiting === 0 ? '' : `待声明 ${waiting} 项。`,
    verdict.inForce ? '' : `规则包在 ${verdict.onDate} 没有生效，仅供参考。`,
  ].join('')
  const first = agrees
    ? `相符  ${name}：${verdictWord(verdict)}${asides === '' ? '' : `。${asides}`}`
    : `不符  ${name}（第 ${line} 行）：${differences.join('；')}`
  const why = agrees && !all ? [] : explainAsText(verdict)
  return [first, ...why.map((each) => `      ${each}`)]
}
