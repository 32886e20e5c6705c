import type { ReactNode } from 'react'
import css from './figures.module.css'

export type KeyFigure = {
  readonly label: string
  /** The number, best as a link to its list. */
  readonly value: ReactNode
  /** Of what, until when, against which target: one short line. */
  readonly context?: ReactNode
}

/** At most five numbers of a first page, side by side. A figure without a list or a target is not shown. */
export function KeyFigures({
  label,
  figures,
  compact = false,
}: {
  readonly label: string
  readonly figures: readonly KeyFigure[]
  /** On a phone two in a row, where what follows is what the reader came for. */
  readonly compact?: boolean
}) {
  return (
    <dl className={compact ? `${css.figures} ${css.compact}` : css.figures} aria-label={label}>
      {figures.map((figure) => (
        <div key={figure.label}>
          <dt>{figure.label}</dt>
          <dd>
            <span className={css.value}>{figure.value}</span>
            {figure.context ? <span className={css.context}>{figure.context}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}
