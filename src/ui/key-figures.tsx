import type { ReactNode } from 'react'
import css from './figures.module.css'

/** A number with its list: `value` is usually a link. `context`: numerator / denominator, target, what is late. */
export type KeyFigure = { readonly label: string; readonly value: ReactNode; readonly context: ReactNode }

/** At most five figures side by side; a figure without target or list has no place here. */
export function KeyFigures({ figures }: { readonly figures: readonly KeyFigure[] }) {
  return (
    <dl className={css.figures}>
      {figures.map((figure) => (
        <div key={figure.label}>
          <dt>{figure.label}</dt>
          <dd>
            <span className={css.value}>{figure.value}</span>
            <span className={css.context}>{figure.context}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
