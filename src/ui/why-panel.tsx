import type { ReactNode } from 'react'
import { StatusGlyph } from './icons.tsx'
import { StatusText } from './status-text.tsx'
import {
  citationOf,
  decidedByText,
  nodeLook,
  type VerdictView,
  type VerdictViewNode,
  type VerdictViewValue,
  verdictStatus,
} from './verdict-view.ts'
import css from './why-panel.module.css'
import { words } from './words.ts'

export type WhyPanelProps = {
  readonly verdict: VerdictView
  /** “任职条件，按目前填写的内容”; 任职条件 unless told. */
  readonly heading?: string
  /** After what decided: “最终以受理单位的审查为准。” */
  readonly note?: string
  /** At the foot, after date and version: link to the full text and check sum of the pack. */
  readonly packLink?: ReactNode
  /** Under the tree: the field for the reasons of a 放宽. */
  readonly children?: ReactNode
  /** Without an edge of its own, inside another card. */
  readonly bare?: boolean
}

/** A clause, as it stands beside every verdict. */
export function Citation({ children }: { readonly children: ReactNode }) {
  return <div className={css.citation}>{children}</div>
}

function Value({ value }: { readonly value: VerdictViewValue }) {
  return (
    <div className={css.value}>
      {value.label}：<b>{value.shown}</b>
      {value.remark && value.remark !== value.shown && <>，{value.remark}</>}
    </div>
  )
}

type NodeProps = {
  readonly node: VerdictViewNode
  readonly parent?: VerdictViewNode
  readonly outcome: VerdictView['outcome']
}

function Node({ node, parent, outcome }: NodeProps) {
  const look = nodeLook(node, outcome)
  const citation = citationOf(node, parent)
  return (
    <li className={parent ? undefined : css.top}>
      <div className={css.node}>
        <span className={css[look.tone]}>
          <StatusGlyph name={look.icon} />
        </span>
        <div>
          <span className="visually-hidden">{look.text}：</span>
          {node.mark && <span className={css.mark}>{node.mark}</span>}
          {node.title}
          {citation && <Citation>{citation}</Citation>}
          {node.values.map((value) => (
            <Value key={value.fact} value={value} />
          ))}
        </div>
      </div>
      {node.children.length > 0 && (
        <ul className={css.parts}>
          {node.children.map((child) => (
            <Node key={child.id} node={child} parent={node} outcome={outcome} />
          ))}
        </ul>
      )}
    </li>
  )
}

/** The verdict on 任职条件 and why: tree of conditions, clause, deciding values in bold, date and version of the rules. */
export function WhyPanel({
  verdict,
  heading = words.why.heading,
  note = '',
  packLink,
  children,
  bare,
}: WhyPanelProps) {
  const explanation = decidedByText(verdict) + note
  const Box = bare ? 'div' : 'section'
  return (
    <Box className={bare ? css.bare : css.panel} {...(bare ? {} : { 'aria-label': heading })}>
      <div className={css.verdict} aria-live="polite">
        <div className={css.small}>{heading}</div>
        <StatusText status={verdictStatus(verdict)} size="verdict" />
        {explanation && <div className={css.small}>{explanation}</div>}
      </div>
      <div className={css.tree}>
        <h3>{words.why.title}</h3>
        <ul>
          {verdict.tree.map((node) => (
            <Node key={node.id} node={node} outcome={verdict.outcome} />
          ))}
        </ul>
      </div>
      {children && <div className={css.extra}>{children}</div>}
      <div className={css.basis}>
        <div>{words.why.basis(verdict.onDate)}</div>
        {words.why.pack(verdict.pack.title, verdict.pack.version)}
        {packLink && <>，{packLink}</>}
      </div>
    </Box>
  )
}

/** On a phone: the verdict in one strip, the panel behind 为什么. */
export function WhyStrip({
  verdict,
  heading = words.why.heading,
  onOpen,
}: {
  readonly verdict: VerdictView
  readonly heading?: string
  readonly onOpen: () => void
}) {
  return (
    <button type="button" className={css.strip} onClick={onOpen}>
      <span>
        <span className={css.small}>{heading}</span>
        <b>
          <StatusText status={verdictStatus(verdict)} />
        </b>
      </span>
      <span className={css.open}>{words.why.title}</span>
    </button>
  )
}
