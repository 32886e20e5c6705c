import type { ReactNode } from 'react'
import { StatusGlyph } from './icons.tsx'
import css from './notices.module.css'
import { useDocumentTitle } from './page-title.tsx'
import { type Fact, Facts } from './section.tsx'
import { words } from './words.ts'

export type ConfirmationPageProps = {
  /** What has been done: “备案已提交”. */
  readonly title: string
  /** To whom, when. */
  readonly text?: ReactNode
  /** Number, time, who, by when. */
  readonly facts: readonly Fact[]
  /** What happens next, in order. */
  readonly next: readonly ReactNode[]
  /** 打印, 回首页. */
  readonly actions: ReactNode
}

/** After something was sent: its number, what happens next, who does it and by when. */
export function ConfirmationPage({ title, text, facts, next, actions }: ConfirmationPageProps) {
  useDocumentTitle(title)
  return (
    <div className={css.confirmation}>
      <div className={css.confirmationHead} role="status">
        <StatusGlyph name="check-circle" />
        <div>
          <h1>{title}</h1>
          {text && <p>{text}</p>}
        </div>
      </div>
      <Facts items={facts} />
      {next.length > 0 && (
        <>
          <h2>{words.confirmation.next}</h2>
          <ol>
            {next.map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place
              <li key={index}>{step}</li>
            ))}
          </ol>
        </>
      )}
      <div className={css.confirmationActions}>{actions}</div>
    </div>
  )
}
