import { citedBelow } from '../cited.ts'
import { type Condition, partsOf } from '../condition.ts'
import { describeTest } from '../describe.ts'
import { spanWords } from '../spans.ts'
import type { Scope } from '../vocabulary.ts'
import css from './rules.module.css'
import { words } from './words.ts'

type Above = { readonly clause: string | null; readonly docNo: string; readonly strength: 'must' | 'should' }

/** The conditions as they stand in the document: what is asked, of whom, where it is written. */
export function ConditionTree({
  conditions,
  scope,
  above,
}: {
  readonly conditions: readonly Condition[]
  readonly scope: Scope
  readonly above: Above
}) {
  return (
    <ul className={css.tree}>
      {conditions.map((condition) => (
        <Branch key={condition.id} condition={condition} scope={scope} above={above} top />
      ))}
    </ul>
  )
}

type BranchProps = {
  readonly condition: Condition
  readonly scope: Scope
  readonly above: Above
  readonly top?: boolean
}

function Branch({ condition, scope, above, top = false }: BranchProps) {
  const { page } = words
  const cited = citedBelow(condition, above)
  const strength = condition.strength ?? above.strength
  const below = partsOf<Condition>(condition)
  const isNew = top || cited.clause !== above.clause || cited.docNo !== above.docNo
  return (
    <li>
      <span>{condition.title}</span>
      {below ? <span className={css.group}>（{groupWords(condition)}）</span> : null}
      {below ? null : <div className={css.group}>{describeTest(condition, scope)}</div>}
      {condition.when ? (
        <div className={css.group}>{page.when(describeTest(condition.when, scope))}</div>
      ) : null}
      {condition.within ? <div className={css.group}>{page.within(spanWords(condition.within))}</div> : null}
      {isNew || strength !== above.strength ? (
        <Source clause={cited.clause} docNo={cited.docNo} extra={page.strength[strength]} />
      ) : null}
      {condition.note ? <div className={css.source}>{condition.note}</div> : null}
      {below ? (
        <ul>
          {below.map((part) => (
            <Branch key={part.id} condition={part} scope={scope} above={{ ...cited, strength }} />
          ))}
        </ul>
      ) : null}
    </li>
  )
}

function groupWords({ all, any, of, need = 1 }: Condition): string {
  const { groups } = words.page
  if (all) return groups.all
  if (any) return groups.any
  return of ? groups.of(need) : groups.not
}

/** 文号, 条款, and what else is worth a small grey line. */
export function Source({
  clause,
  docNo,
  extra,
}: {
  readonly clause: string | null
  readonly docNo: string
  readonly extra?: string
}) {
  const text = [`${docNo} ${clause ?? words.page.noClause}`, extra].filter(Boolean).join('，')
  return <div className={css.source}>{text}</div>
}
