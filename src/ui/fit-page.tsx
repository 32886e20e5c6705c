import type { ReactNode } from 'react'
import css from './figures.module.css'

/** A column of a review page; scrolls for itself. */
export type Pane = { readonly key: string; readonly label: string; readonly content: ReactNode }

export type FitPageProps = {
  /** Back link, h1, boxed status, meta, 上一件 / 下一件. */
  readonly head: ReactNode
  readonly panes: readonly Pane[]
  /** CSS grid columns: `minmax(0, 1fr) 320px 372px`. */
  readonly columns: string
  /** Above the bar: the defects of 退回补正. */
  readonly dock?: ReactNode
  /** Never scrolls away. */
  readonly bar: ReactNode
}

/** A review page that fits the window: head, panes side by side, docked panel, action bar. Use it as a page's only content. */
export function FitPage({ head, panes, columns, dock, bar }: FitPageProps) {
  return (
    <div className={css.fit}>
      <div className={css.fitHead}>{head}</div>
      <div className={css.panes} style={{ '--panes': columns } as React.CSSProperties}>
        {panes.map((pane) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          <section key={pane.key} className={css.pane} aria-label={pane.label} tabIndex={0}>
            {pane.content}
          </section>
        ))}
      </div>
      <div>
        {dock && <div className={css.dock}>{dock}</div>}
        <div className={css.fitBar}>{bar}</div>
      </div>
    </div>
  )
}
