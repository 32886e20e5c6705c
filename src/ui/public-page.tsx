import type { ReactNode } from 'react'
import { useDocumentTitle } from './page-title.tsx'
import css from './public-page.module.css'
import { words } from './words.ts'

/** A page before anyone is signed in: one card in the middle, on a phone the whole width. `wide` for forms with more in them. */
export function PublicPage({
  title,
  wide = false,
  children,
}: {
  readonly title: string
  readonly wide?: boolean
  readonly children: ReactNode
}) {
  useDocumentTitle(`${title} · ${words.product}`)
  return (
    <main className={css.page}>
      <div className={wide ? `${css.card} ${css.wideCard}` : css.card}>
        <div className={css.product}>{words.product}</div>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  )
}

/** Fields one under the other, as on a public page. */
export function NarrowForm({
  onSubmit,
  children,
}: {
  readonly onSubmit: () => void
  readonly children: ReactNode
}) {
  return (
    <form
      noValidate
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
    </form>
  )
}
