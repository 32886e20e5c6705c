import { type Compared, compare, type Missing } from './compare.ts'
import type { Condition, Test } from './condition.ts'
import { partsOf, walkConditions } from './condition.ts'
import type { QualificationFacts } from './facts.ts'
import { remainingTest } from './lowered.ts'
import type { Relaxation } from './pack-sections.ts'
import type { PackShape } from './pack-shape.ts'
import {
  combineAll,
  combineAny,
  combineSome,
  FAILED,
  fromAnswer,
  includes,
  isRelevant,
  isSettled,
  negate,
  type Possible,
  whereApplicable,
  whereLater,
  whereRelaxable,
} from './possible.ts'
import { type Scope, scopeOf } from './vocabulary.ts'

/** A condition or expression with what is still possible for it and why. */
export type Judged = {
  readonly test: Test | Condition
  readonly possible: Possible
  /** Before applicability and relaxation. */
  readonly inner: Possible
  readonly children: readonly Judged[]
  readonly compared: Compared | undefined
  readonly when: Judged | undefined
  readonly reliefs: readonly Relief[]
}

/** A relaxation as it stands for one condition: available when all its parts are met. */
export type Relief = {
  readonly relaxation: Relaxation
  readonly available: Possible
  readonly parts: readonly Judged[]
  /** What is still asked of the condition; undefined where the pack does not say. */
  readonly to: Judged | undefined
}

/** Judges a condition with the relaxations of the pack. */
export function judge(condition: Condition, scope: Scope): Judged {
  return judgeWith(condition, scope, (id) => reliefsFor(id, scope))
}

/** Judges an expression as it is written, without any relaxation. */
export function judgeStrictly(test: Test | Condition, scope: Scope): Judged {
  return judgeWith(test, scope, () => [])
}

/** Whether a test holds; undefined where facts are missing for it. */
export function holdsFor(
  pack: PackShape,
  test: Test,
  facts: QualificationFacts,
  onDate: string,
): boolean | undefined {
  const { possible } = judgeStrictly(test, scopeOf(pack, facts, onDate))
  return isSettled(possible) ? !includes(possible, FAILED) : undefined
}

function judgeWith(test: Test | Condition, scope: Scope, reliefsOf: (id: string) => Relief[]): Judged {
  const children = (partsOf(test) ?? []).map((child) => judgeWith(child, scope, reliefsOf))
  const compared = children.length === 0 ? compare(test, scope) : undefined
  const inner = compared
    ? fromAnswer(compared.answer)
    : combinerOf(test)(children.map((child) => child.possible))
  const isNamed = 'id' in test
  const reliefs = isNamed && includes(inner, FAILED) ? reliefsOf(test.id) : []
  const available = combineAny(reliefs.map((relief) => relief.available))
  const relaxed = reliefs.length === 0 ? inner : whereRelaxable(inner, available)
  const when = isNamed && test.when ? judgeStrictly(test.when, scope) : undefined
  const byNow = isNamed && test.within ? whereLater(relaxed) : relaxed
  const possible = when ? whereApplicable(byNow, when.possible) : byNow
  return { test, possible, inner, children, compared, when, reliefs }
}

/** How the possibilities of the children make those of the group. */
function combinerOf(test: Test | Condition): (parts: readonly Possible[]) => Possible {
  if (test.all) return combineAll
  if (test.any) return combineAny
  if (test.of) return combineSome(test.need ?? test.of.length)
  return (parts) => negate(parts[0] ?? 0)
}

function reliefsFor(id: string, scope: Scope): Relief[] {
  return scope.pack.relaxations.flatMap((relaxation): Relief[] => {
    const relaxed = relaxation.conditions.find((condition) => condition.id === id)
    if (relaxed === undefined) return []
    const remaining = remainingTest(relaxed, scope)
    const to = remaining ? judgeStrictly(remaining, scope) : undefined
    const parts = [...relaxationTerms(relaxation, scope), ...(to ? [to] : [])]
    return [{ relaxation, parts, to, available: combineAll(parts.map((part) => part.possible)) }]
  })
}

/** For whom a relaxation is, and what it leaves required. */
export function relaxationTerms(relaxation: Relaxation, scope: Scope): Judged[] {
  const provided: Judged[] = []
  walkConditions(scope.pack.qualification, (condition) => {
    if (relaxation.provided.includes(condition.id)) provided.push(judgeStrictly(condition, scope))
  })
  return [...(relaxation.when ? [judgeStrictly(relaxation.when, scope)] : []), ...provided]
}

/** The facts that are missing and could still change the result, in the order of the tree. */
export function missingIn(judged: Judged): Missing[] {
  if (isSettled(judged.possible)) return []
  const applies = judged.when === undefined ? [] : missingIn(judged.when)
  return [
    ...applies,
    ...missingInside(judged),
    ...judged.reliefs.flatMap((relief) => missingAmong(relief.parts)),
  ]
}

function missingInside(judged: Judged): readonly Missing[] {
  if (isSettled(judged.inner)) return []
  if (judged.compared) return judged.compared.missing
  return missingAmong(judged.children, combinerOf(judged.test))
}

/** The missing facts of those parts whose result still makes a difference to the whole. */
export function missingAmong(parts: readonly Judged[], combineParts = combineAll): Missing[] {
  const possibles = parts.map((part) => part.possible)
  return parts.flatMap((part, index) => (isRelevant(index, possibles, combineParts) ? missingIn(part) : []))
}
