import * as z from 'zod'
import { citedBelow } from './cited.ts'
import { type Declarations, extensionOf, type QualificationFacts } from './facts.ts'
import type { PackShape } from './pack-shape.ts'
import { exclusionKey } from './papers.ts'
import { addSpan, spanWords } from './spans.ts'
import type { NodeOutcome, VerdictNode, VerdictValue } from './verdict.ts'

type ExclusionItem = NonNullable<PackShape['exclusions']>['items'][number]

const isCivilDate = (text: string) => z.iso.date().safeParse(text).success

/** 禁任情形 as a node of the verdict: hard, by the enterprise's declaration and the reviewer's finding. */
export function exclusionsNode(pack: PackShape, facts: QualificationFacts, onDate: string): VerdictNode[] {
  if (pack.exclusions === null) return []
  const { title, clause, items, docNo = pack.docNo } = pack.exclusions
  const terms = new Map(items.map((item) => [item.id, termOf(item, facts, onDate)]))
  const declarations = withTerms(facts.declarations, terms)
  const outcome = exclusionsOutcome(declarations)
  const present = new Set(declarations?.presentExclusions)
  const base = { mark: null, strength: 'must', hard: true, matters: true } as const
  const itemOutcome = (id: string): NodeOutcome => {
    if (present.has(id)) return 'not-met'
    return outcome === 'not-met' && present.size === 0
      ? 'unknown'
      : outcome === 'not-met'
        ? 'declared'
        : outcome
  }
  const children = items.map(
    (item): VerdictNode => ({
      ...base,
      id: item.id,
      title: item.text,
      ...citedBelow(item, { clause, docNo }),
      kind: 'exclusion',
      outcome: itemOutcome(item.id),
      values: itemValues(item, terms.get(item.id), itemOutcome(item.id)),
      children: [],
    }),
  )
  const values = exclusionValues(declarations)
  return [{ ...base, id: 'exclusions', title, clause, docNo, kind: 'exclusions', outcome, values, children }]
}

/** A 情形 that lapses, e.g. 未满五年: the day it happened, and until when it counts. */
type Term = { readonly on: string; readonly until: string; readonly lapsed: boolean }

function termOf({ id, lasts }: ExclusionItem, facts: QualificationFacts, onDate: string): Term | undefined {
  const on = lasts && extensionOf(facts, exclusionKey(id))
  if (!lasts || typeof on !== 'string' || !isCivilDate(on)) return undefined
  const until = addSpan(on, lasts)
  return { on, until, lapsed: until <= onDate }
}

/** What has lapsed does not count; a day that has not lapsed counts like a declaration. */
function withTerms(
  declarations: Declarations | undefined,
  terms: ReadonlyMap<string, Term | undefined>,
): Declarations | undefined {
  const named = declarations?.presentExclusions ?? []
  const running = [...terms].flatMap(([id, term]) => (term && !term.lapsed ? [id] : []))
  const left = [...new Set([...named.filter((id) => !terms.get(id)?.lapsed), ...running])]
  if (left.length === named.length && left.every((id) => named.includes(id))) return declarations
  // all that was declared has lapsed: nothing is left of the declaration
  const noExclusions = left.length === 0 && declarations?.exclusionsReview !== 'found' ? true : undefined
  const { noExclusions: declared, ...others } = declarations ?? {}
  return { ...others, noExclusions: noExclusions ?? declared, presentExclusions: left }
}

function itemValues({ id, lasts }: ExclusionItem, term: Term | undefined, outcome: NodeOutcome) {
  const base = { fact: exclusionKey(id), met: outcome === 'unknown' ? null : outcome !== 'not-met' }
  if (term && lasts) {
    const remark = term.lapsed ? '已过期限，不计' : `到 ${term.until} 才满`
    return [{ ...base, label: '发生日期', shown: term.on, required: `已满${spanWords(lasts)}`, remark }]
  }
  if (outcome !== 'unknown') return []
  return [
    {
      ...base,
      label: '是哪一项',
      shown: '没有写明',
      required: '没有',
      remark: '请在声明或审查里写明是哪一项',
    },
  ]
}

function exclusionsOutcome(declarations: Declarations | undefined): NodeOutcome {
  const { noExclusions, presentExclusions = [], exclusionsReview } = declarations ?? {}
  if (noExclusions === false || presentExclusions.length > 0 || exclusionsReview === 'found') return 'not-met'
  if (noExclusions === undefined) return 'pending-declaration'
  return exclusionsReview === 'none-found' ? 'met' : 'declared'
}

function exclusionValues(declarations: Declarations | undefined): VerdictValue[] {
  const { noExclusions, presentExclusions = [], exclusionsReview: review } = declarations ?? {}
  const declared = presentExclusions.length > 0 ? false : noExclusions
  const isContradictory = noExclusions === true && presentExclusions.length > 0
  return [
    {
      fact: 'noExclusions',
      label: '企业声明',
      shown: isContradictory
        ? '既写均没有，又写有'
        : declared === undefined
          ? '尚未声明'
          : declared
            ? '均没有'
            : '有',
      required: '均没有',
      met: declared ?? null,
      remark:
        declared === undefined
          ? '待企业负责人声明'
          : declared
            ? '由受理单位审查'
            : isContradictory
              ? '前后矛盾，按有处理；请核对后改正声明'
              : '不得担任首席质量官',
    },
    {
      fact: 'exclusionsReview',
      label: '受理单位审查',
      shown: review === undefined ? '尚未审查' : review === 'found' ? '发现有' : '没有发现',
      required: '没有发现',
      met: review === undefined ? null : review === 'none-found',
      remark: review === undefined ? '待受理单位审查' : review === 'found' ? '不得担任首席质量官' : '满足',
    },
  ]
}

/** 一般条件 as a node of the verdict: each is declared by the enterprise. */
export function generalConditionsNode(
  pack: PackShape,
  declarations: Declarations | undefined,
): VerdictNode[] {
  if (pack.generalConditions === null) return []
  const { title, clause, items, docNo = pack.docNo, strength = pack.strength } = pack.generalConditions
  const base = { mark: null, strength, hard: false, matters: true } as const
  const children = items.map((item): VerdictNode => {
    const declared = declarations?.generalConditions?.[item.id]
    return {
      ...base,
      id: item.id,
      title: item.text,
      ...citedBelow(item, { clause, docNo }),
      kind: 'general-condition',
      outcome: declared === undefined ? 'pending-declaration' : declared ? 'declared' : 'not-met',
      values: [generalValue(item.id, declared)],
      children: [],
    }
  })
  const outcomes = children.map((child) => child.outcome)
  const worst = (['not-met', 'pending-declaration'] as const).find((each) => outcomes.includes(each))
  const outcome: NodeOutcome = worst ?? 'declared'
  const id = 'general-conditions'
  return [{ ...base, id, title, clause, docNo, kind: 'general-conditions', outcome, values: [], children }]
}

function generalValue(fact: string, declared: boolean | undefined): VerdictValue {
  return {
    fact,
    label: '企业声明',
    shown: declared === undefined ? '尚未声明' : declared ? '具备' : '不具备',
    required: '具备',
    met: declared ?? null,
    remark: declared === undefined ? '待企业负责人在确认时声明' : declared ? '满足' : '不满足',
  }
}
