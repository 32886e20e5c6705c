import type { ExpectedOutcome, RuleCase } from './case-file.ts'
import { evaluate } from './evaluate.ts'
import { decisionSentence, explainAsText, verdictWord } from './explain.ts'
import type { LoadedPack } from './pack.ts'
import type { Verdict } from './verdict.ts'

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
    ['decidedBy', expect.decidedBy, verdict.decidedBy.map(({ id }) => id)],
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

/**
 * A tried case in lines for a terminal: one where it agrees, the whole explanation where it does not.
 * @param all explains every case
 */
export function linesOf({ case: { name, line }, verdict, differences }: TriedCase, all = false): string[] {
  const agrees = differences.length === 0
  const decision = decisionSentence({ ...verdict, pendingDeclarations: [] })
  const first = agrees
    ? `相符  ${name}：${verdictWord(verdict)}${decision === '' ? '' : `。${decision}`}`
    : `不符  ${name}（第 ${line} 行）：${differences.join('；')}`
  const why = agrees && !all ? [] : explainAsText(verdict)
  return [first, ...why.map((each) => `      ${each}`)]
}
