import { qualificationStatus, type Status, type StatusIcon, type Tone } from './statuses.ts'
import { words } from './words.ts'

/** A value that decided: “学历：**大学本科**，达到本科”. */
export type VerdictViewValue = {
  readonly fact: string
  readonly label: string
  readonly shown: string
  readonly remark: string
}

export type VerdictViewOutcome =
  | 'met'
  | 'not-met'
  | 'unknown'
  | 'relaxable'
  | 'relaxed'
  | 'declared'
  | 'pending-declaration'
  | 'not-applicable'
  | 'due'

/** A condition with its clause, deciding values and parts. `matters` is false where another alternative decided. */
export type VerdictViewNode = {
  readonly id: string
  readonly title: string
  readonly mark: string | null
  readonly clause: string | null
  readonly docNo: string
  readonly outcome: VerdictViewOutcome
  readonly matters: boolean
  readonly values: readonly VerdictViewValue[]
  readonly children: readonly VerdictViewNode[]
}

/** What the design system shows of a verdict on 任职条件; a `Verdict` of the rules fits as it is. */
export type VerdictView = {
  readonly outcome: 'pass' | 'relaxed' | 'fail' | 'cannot-tell'
  readonly needsReason: boolean
  readonly missing: readonly { readonly label: string }[]
  readonly decidedBy: readonly { readonly title: string; readonly mark: string | null }[]
  readonly tree: readonly VerdictViewNode[]
  readonly pack: { readonly title: string; readonly version: number }
  readonly onDate: string
}

/** The verdict in the words of the status vocabulary; for lists too. */
export function verdictStatus(verdict: Pick<VerdictView, 'outcome' | 'needsReason' | 'missing'>): Status {
  if (verdict.outcome === 'relaxed' && verdict.needsReason) return qualificationStatus('relaxable')
  return qualificationStatus(
    verdict.outcome,
    verdict.missing.map((missing) => missing.label),
  )
}

/** “由条件乙决定。”; empty where every condition had its part. */
export function decidedByText(verdict: Pick<VerdictView, 'decidedBy'>): string {
  const names = verdict.decidedBy.map((node) => node.mark ?? `“${node.title}”`)
  return names.length === 0 ? '' : words.why.decidedBy(names.join('、'))
}

/** How one condition looks in the tree, and what a screen reader is told. */
export type NodeLook = { readonly icon: StatusIcon; readonly tone: Tone; readonly text: string }

/** An alternative that is not met is a ring where another one decided, a grey cross where relaxation did, else a red one. */
export function nodeLook(node: VerdictViewNode, verdict: VerdictView['outcome']): NodeLook {
  const text = words.why.outcomes
  switch (node.outcome) {
    case 'met':
    case 'declared':
      return { icon: 'check-circle', tone: 'success', text: text[node.outcome] }
    case 'not-met':
      if (!node.matters) return { icon: 'ring', tone: 'muted', text: text.notNeeded }
      return { icon: 'close-circle', tone: verdict === 'fail' ? 'error' : 'muted', text: text['not-met'] }
    case 'unknown':
      return { icon: 'question', tone: 'muted', text: text.unknown }
    case 'relaxable':
      return { icon: 'half-ring', tone: 'warning', text: text.relaxable }
    case 'relaxed':
      return { icon: 'half-ring', tone: 'success', text: text.relaxed }
    case 'pending-declaration':
      return { icon: 'clock', tone: 'warning', text: text['pending-declaration'] }
    case 'due':
      return { icon: 'clock', tone: 'warning', text: text.due }
    case 'not-applicable':
      return { icon: 'minus', tone: 'muted', text: text['not-applicable'] }
  }
}

/** 文号+条款 of a node, left out where its parent already shows the same. */
export function citationOf(node: VerdictViewNode, parent?: VerdictViewNode): string | null {
  if (node.clause === null) return null
  if (parent && parent.clause === node.clause && parent.docNo === node.docNo) return null
  return `${node.docNo} ${node.clause}`
}
