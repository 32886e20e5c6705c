import type { Missing } from './compare.ts'
import type { Strength } from './condition.ts'
import { exclusionsNode, generalConditionsNode } from './declarations.ts'
import { describeTest } from './describe.ts'
import type { QualificationFacts } from './facts.ts'
import { type Judged, judge, missingAmong } from './judge.ts'
import { isInForce, type LoadedPack } from './pack.ts'
import type { Relaxation } from './pack-sections.ts'
import { combineAll, FAILED, includes, MET, NOT_APPLICABLE, type Possible, RELAXABLE } from './possible.ts'
import type { Verdict, VerdictNode } from './verdict.ts'
import { qualificationNodes } from './verdict-tree.ts'
import { type Scope, scopeOf } from './vocabulary.ts'

/** The reviewer's written reason for relaxing 学历 or 职称 (Y3). A blank reason counts as none. */
export type GrantedRelaxation = { readonly reason: string; readonly reviewer: string }

type Settled = 'pass' | 'relaxed' | 'fail' | 'cannot-tell'

/**
 * Judges a person's facts by a pack as of a civil date (the appointment date). Pure and total: whatever is missing leads to
 * `cannot-tell` with the facts named, never to an error. Knowing more never makes a settled outcome uncertain.
 */
export function evaluate(
  { pack, hash }: LoadedPack,
  facts: QualificationFacts,
  onDate: string,
  relaxation?: GrantedRelaxation,
): Verdict {
  const scope = scopeOf(pack, facts, onDate)
  const judged = pack.qualification.map((condition) => judge(condition, scope))
  const settled = settle(combineAll(judged.map((each) => each.possible)))
  const used = usedRelaxations(judged)
  const relaxedFor = relaxation && relaxation.reason.trim() !== '' ? relaxation : null
  const needsReason = used.some((each) => each.reasonRequired) && relaxedFor === null
  const qualification = qualificationNodes(judged, scope, needsReason ? 'relaxable' : 'relaxed')
  const exclusions = exclusionsNode(pack, facts, onDate)
  const general = generalConditionsNode(pack, facts.declarations)
  const tree = [...qualification, ...exclusions, ...general]
  const hard = exclusions.some((node) => node.outcome === 'not-met')
  const isRefused = hard || general.some((node) => node.outcome === 'not-met')
  const outcome = isRefused ? 'fail' : settled
  const decisive = decisiveNodes(tree, outcome, hard)
  return {
    outcome,
    hard,
    needsReason: outcome === 'relaxed' && needsReason,
    strength: strongest(outcome === 'fail' ? decisive.flatMap(failing) : decisive) ?? pack.strength,
    missing: outcome === 'cannot-tell' ? missingFacts(judged, scope) : [],
    pendingDeclarations: pendingIn([...exclusions, ...general]),
    decidedBy: decisive.map(({ id, title, mark }) => ({ id, title, mark })),
    relaxations: outcome === 'relaxed' ? used.map((each) => usedWords(each, judged, scope)) : [],
    obligations: isRefused ? [] : obligationsIn(qualification),
    relaxedFor:
      outcome === 'relaxed' && relaxedFor
        ? { reason: relaxedFor.reason.trim(), reviewer: relaxedFor.reviewer }
        : null,
    tree,
    pack: { id: pack.id, version: pack.version, hash, title: pack.title, docNo: pack.docNo },
    onDate,
    inForce: isInForce(pack, onDate),
  }
}

/** At the root, what does not apply is not asked for. */
function settle(possible: Possible): Settled {
  const results = includes(possible, NOT_APPLICABLE) ? (possible & ~NOT_APPLICABLE) | MET : possible
  if (results === MET) return 'pass'
  if (results === RELAXABLE) return 'relaxed'
  return results === FAILED ? 'fail' : 'cannot-tell'
}

/** In the order of the fact catalogue, so that the sentence does not depend on how the pack nests its conditions. */
function missingFacts(judged: readonly Judged[], scope: Scope): Missing[] {
  const atRoot = (parts: readonly Possible[]) => combineAll([MET, ...parts])
  const byLabel = new Map(missingAmong(judged, atRoot).map((missing) => [missing.label, missing]))
  // several certificates are one fact
  const ordered = [...byLabel.values()].sort((left, right) => (left.label < right.label ? -1 : 1))
  return [...scope.definitions.keys()].flatMap((key) => ordered.filter((missing) => missing.fact === key))
}

function usedRelaxations(judged: readonly Judged[]): Relaxation[] {
  const used = new Set<Relaxation>()
  const visit = (each: Judged) => {
    if (!includes(each.possible, RELAXABLE)) return
    for (const relief of each.reliefs) if (!includes(relief.available, FAILED)) used.add(relief.relaxation)
    each.children.forEach(visit)
  }
  judged.forEach(visit)
  return [...used]
}

/** A relaxation as the reader is told of it: who decides, and what remains asked. */
function usedWords(
  relaxation: Relaxation,
  judged: readonly Judged[],
  scope: Scope,
): Verdict['relaxations'][number] {
  const remaining = (each: Judged): string[] => {
    if (!includes(each.possible, RELAXABLE)) return []
    const own = each.reliefs.flatMap((relief) =>
      relief.relaxation === relaxation && relief.to ? [describeTest(relief.to.test, scope)] : [],
    )
    return [...own, ...each.children.flatMap(remaining)]
  }
  const { id, title, by } = relaxation
  const to = [...new Set(judged.flatMap(remaining))]
  return { id, title, by, ...(to.length > 0 && { to }) }
}

function pendingIn(nodes: readonly VerdictNode[]): { id: string; title: string }[] {
  return nodes.flatMap(({ id, title, kind, outcome, children }) => {
    if (kind === 'general-conditions') return pendingIn(children)
    return outcome === 'pending-declaration' ? [{ id, title }] : []
  })
}

/** What still has to be met after the appointment, by when. */
function obligationsIn(nodes: readonly VerdictNode[]): Verdict['obligations'] {
  return nodes.flatMap(({ id, title, dueOn, children }) => [
    ...(dueOn === undefined ? [] : [{ id, title, dueOn }]),
    ...obligationsIn(children),
  ])
}

function strongest(nodes: readonly VerdictNode[]): Strength | undefined {
  return nodes.find((node) => node.strength === 'must')?.strength ?? nodes[0]?.strength
}

/** In a group of which all are asked, the parts that are not met: their own strength counts. */
function failing(node: VerdictNode): VerdictNode[] {
  const parts = node.kind === 'all' ? node.children.filter((child) => child.outcome === 'not-met') : []
  return parts.length === 0 ? [node] : parts.flatMap(failing)
}

/** The nodes a reader is pointed to: the exclusion, the failing or unknown conditions, or the alternative that was met. */
function decisiveNodes(tree: readonly VerdictNode[], outcome: Settled, hard: boolean): VerdictNode[] {
  if (hard) return tree.filter((node) => node.kind === 'exclusions')
  const conditions = tree.filter((node) => node.kind !== 'exclusions' && node.kind !== 'general-conditions')
  switch (outcome) {
    case 'fail':
      return tree.filter((node) => node.outcome === 'not-met')
    case 'cannot-tell':
      return conditions.filter((node) => node.outcome === 'unknown')
    case 'relaxed':
      return conditions
        .filter((node) => node.outcome === 'relaxable' || node.outcome === 'relaxed')
        .map(chosen)
    case 'pass':
      return conditions.filter((node) => node.outcome === 'met').map(chosen)
  }
}

/** The alternative that decided an `any`, going down through nested ones; else the node itself. */
function chosen(node: VerdictNode): VerdictNode {
  if (node.kind !== 'any') return node
  const alternative =
    node.children.find((child) => child.kind === 'relaxation' && child.outcome === node.outcome) ??
    node.children.find((child) => child.outcome === node.outcome)
  return alternative === undefined ? node : chosen(alternative)
}
