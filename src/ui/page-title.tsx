import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useFrame } from './frame.tsx'
import css from './page.module.css'

export type PageTitleProps = {
  /** The page's only h1. */
  readonly title: string
  /** What the browser's tab says before “ · 单位”; the title when left out: “待审查登记（28）”. */
  readonly documentTitle?: string
  /** Small line above the title: a word, or a link back to the list. */
  readonly above?:
    | string
    | { readonly to: string; readonly label: string; readonly search?: Readonly<Record<string, string>> }
  /** Line below the title. */
  readonly sub?: ReactNode
  /** Beside the title: one boxed status. */
  readonly status?: ReactNode
  /** Buttons on the right; not shown on phones unless `phoneActions`. */
  readonly actions?: ReactNode
  readonly phoneActions?: boolean
}

/** Sets the title of the browser's tab: “页面 · 单位”. */
export function useDocumentTitle(title: string): void {
  const { organisation } = useFrame()
  useEffect(() => {
    document.title = organisation ? `${title} · ${organisation}` : title
  }, [title, organisation])
}

/** Head of a page: where we are, h1, one line, actions. */
export function PageTitle({
  title,
  documentTitle,
  above,
  sub,
  status,
  actions,
  phoneActions,
}: PageTitleProps) {
  useDocumentTitle(documentTitle ?? title)
  return (
    <div className={css.title}>
      <div className={css.titleText}>
        {above && (
          <div className={css.above}>
            {typeof above === 'string' ? (
              above
            ) : (
              <Link to={above.to} search={(above.search ?? {}) as never}>
                {above.label}
              </Link>
            )}
          </div>
        )}
        <div className={css.heading}>
          <h1>{title}</h1>
          {status}
        </div>
        {sub && <div className={css.sub}>{sub}</div>}
      </div>
      {actions && (
        <div className={phoneActions ? css.actions : `${css.actions} ${css.desktopOnly}`}>{actions}</div>
      )}
    </div>
  )
}
