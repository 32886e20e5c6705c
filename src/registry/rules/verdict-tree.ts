import { citedBelow } from './cited.ts'
import type { Condition } from './condition.ts'
import { type Judged, relaxationTerms } from './judge.ts'
import type { Relaxation } from './pack-sections.ts'
import { combineAll, FAILED, includes, MET, NOT_APPLICABLE, type Possible, RELAXABLE } from './possible.ts'
import { addSpan } from './spans.ts'
import type { NodeKind, NodeOutcome, VerdictNode, VerdictValue } from './verdict.ts'
import type { Scope } from './vocabulary.ts'

const MARKS = '甲乙丙丁戊己庚辛壬癸'

type Above = Pick<VerdictNode, 'clause' | 'docNo' | 'strength' | 'matters'>
type RelaxedAs = 'relaxable' | 'relaxed'

/** The judged conditions as the reader's tree; a relaxation stands below the condition it bears on. */
export function qualificationNodes(
  judged: readonly Judged[],
  scope: Scope,
  relaxedAs: RelaxedAs,
): VerdictNode[] {
  const above: Above = {
    clause: null,
    docNo: scope.pack.docNo,
    strength: scope.pack.strength,
    matters: true,
  }
  return judged.map((each) => {
    const node = conditionNode(each, above, null, relaxedAs, scope.onDate)
    return { ...node, children: [...node.children, ...relaxationNodes(each, node, scope, relaxedAs)] }
  })
}

function conditionNode(
  judged: Judged,
  above: Above,
  mark: string | null,
  relaxedAs: RelaxedAs,
  onDate: string,
): VerdictNode {
  const condition = judged.test as Condition
  // an alternative that nobody falls back on is not relaxed either
  const outcome = isDue(judged) ? 'due' : outcomeOf(judged.possible, above.matters ? relaxedAs : 'not-met')
  const place: Above = {
    ...citedBelow(condition, above),
    strength: condition.strength ?? above.strength,
    matters: above.matters && outcome !== 'not-applicable',
  }
  const isChoice = condition.any !== undefined || condition.of !== undefined
  const children = judged.children.map((child, index) => {
    const decides = !isChoice || alternativeMatters(outcome, outcomeOf(child.possible, relaxedAs))
    const childMark = isChoice ? (MARKS[index] ?? String(index + 1)) : null
    return conditionNode(child, { ...place, matters: place.matters && decides }, childMark, relaxedAs, onDate)
  })
  const applicability = judged.when === undefined ? [] : scopeValues(judged.when)
  const own = judged.compared === undefined ? [] : [judged.compared.value]
  const values = outcome === 'not-applicable' ? applicability : [...applicability, ...own]
  const { id, title, within } = condition
  const node = { id, title, mark, ...place, kind: kindOf(condition), outcome, hard: false, values, children }
  if (outcome === 'due' && within) return withDueDay(node, addSpan(onDate, within))
  const isWaiting = outcome === 'not-applicable' && children.some((child) => child.outcome === 'due')
  return isWaiting ? { ...node, outcome: 'due', matters: above.matters } : node
}

/** For whom a condition is: who does not belong has not failed at anything. */
function scopeValues(when: Judged): VerdictValue[] {
  return valuesOf(when).map((value) => {
    if (value.met === null) return value
    const only = when.compared && !value.met ? `（只对“${value.required}”的要求）` : ''
    return { ...value, remark: (value.met ? '属于' : '不属于') + only }
  })
}

function withDueDay(node: VerdictNode, dueOn: string): VerdictNode {
  const required = `${dueOn}前达到`
  const value = {
    fact: 'within',
    label: '期限',
    shown: dueOn,
    required,
    met: null,
    remark: `须在${required}`,
  }
  return { ...node, dueOn, values: [...node.values, value] }
}

/** Not met, or not known to be, on the day of appointment, with time left. */
function isDue({ test, possible, when }: Judged): boolean {
  const hasTime = 'id' in test && test.within !== undefined
  return hasTime && includes(possible, NOT_APPLICABLE) && when?.possible !== FAILED
}

/** Among alternatives, what is better or as good as the whole decides; the others do not matter. */
function alternativeMatters(whole: NodeOutcome, alternative: NodeOutcome): boolean {
  if (whole === 'not-met') return true
  if (whole === 'unknown') return alternative !== 'not-met'
  if (whole === 'relaxable' || whole === 'relaxed') return alternative === 'met' || alternative === whole
  return alternative === whole
}

function kindOf(condition: Condition): NodeKind {
  if (condition.all) return 'all'
  if (condition.any) return 'any'
  if (condition.of) return 'of'
  return condition.not ? 'not' : 'compare'
}

function outcomeOf(possible: Possible, relaxedAs: RelaxedAs | 'not-met'): NodeOutcome {
  if (possible === NOT_APPLICABLE) return 'not-applicable'
  const results = possible & ~NOT_APPLICABLE
  if (results === MET) return 'met'
  if (possible === RELAXABLE) return relaxedAs
  return possible === FAILED ? 'not-met' : 'unknown'
}

function relaxationNodes(
  judged: Judged,
  node: VerdictNode,
  scope: Scope,
  relaxedAs: RelaxedAs,
): VerdictNode[] {
  if (node.outcome === 'met' || node.outcome === 'not-applicable') return []
  const touched = relaxationsTouching(judged)
  return scope.pack.relaxations
    .filter((relaxation) => touched.has(relaxation))
    .map((relaxation) => relaxationNode(relaxation, node, judged, scope, relaxedAs))
}

function relaxationsTouching(judged: Judged): Set<Relaxation> {
  const own = judged.reliefs.map((relief) => relief.relaxation)
  return new Set([...own, ...judged.children.flatMap((child) => [...relaxationsTouching(child)])])
}

function relaxationNode(
  relaxation: Relaxation,
  node: VerdictNode,
  judged: Judged,
  scope: Scope,
  relaxedAs: RelaxedAs,
): VerdictNode {
  const terms = relaxationTerms(relaxation, scope)
  const [forWhom] = relaxation.when ? terms : []
  const isForOthers = forWhom !== undefined && forWhom.possible === FAILED
  const outcome: NodeOutcome = isForOthers
    ? 'not-applicable'
    : reliefOutcome(relaxation, judged, terms, relaxedAs)
  return {
    id: relaxation.id,
    title: relaxation.title,
    mark: null,
    ...citedBelow(relaxation, node),
    kind: 'relaxation',
    outcome,
    strength: node.strength,
    hard: false,
    matters: node.outcome !== 'not-met' && (outcome === relaxedAs || outcome === 'unknown'),
    values: [...terms, ...termsBelow(relaxation, judged)].flatMap(valuesOf),
    children: [],
  }
}

/** Available for at least one condition it names, counting the weaker form asked of that condition. */
function reliefOutcome(
  relaxation: Relaxation,
  judged: Judged,
  terms: readonly Judged[],
  relaxedAs: RelaxedAs,
): NodeOutcome {
  const available = availabilitiesOf(relaxation, judged)
  const best = [
    ...available,
    ...(available.length === 0 ? [combineAll(terms.map((term) => term.possible))] : []),
  ]
  if (best.some((each) => !includes(each, FAILED))) return relaxedAs
  return best.some((each) => each !== FAILED) ? 'unknown' : 'not-met'
}

/** What the relaxation still asks of the conditions it bears on here. */
function termsBelow(relaxation: Relaxation, judged: Judged): Judged[] {
  const own = judged.reliefs.flatMap((relief) => (relief.relaxation === relaxation ? (relief.to ?? []) : []))
  return [...own, ...judged.children.flatMap((child) => termsBelow(relaxation, child))]
}

function availabilitiesOf(relaxation: Relaxation, judged: Judged): Possible[] {
  const own = judged.reliefs
    .filter((relief) => relief.relaxation === relaxation)
    .map((relief) => relief.available)
  return [...own, ...judged.children.flatMap((child) => availabilitiesOf(relaxation, child))]
}

/** The values that decide an expression, leaf by leaf. */
function valuesOf(judged: Judged): VerdictValue[] {
  return judged.compared ? [judged.compared.value] : judged.children.flatMap(valuesOf)
}
