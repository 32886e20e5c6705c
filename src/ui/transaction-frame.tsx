import { LeftOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { DemoTag, Main, SkipLink } from './app-frame.tsx'
import css from './frame.module.css'
import { useFrame } from './frame.tsx'
import { usePhone } from './use-phone.ts'
import { words } from './words.ts'

export type TransactionFrameProps = {
  /** Where 返回 leads: “返回备案”. On a phone the label is read, an arrow is seen. */
  readonly back: { readonly to: string; readonly label: string }
  /** Name of the transaction, in the header; the page has its own h1. */
  readonly title: string
  /** `<SaveState>`; in the header, on a phone below the content. */
  readonly save?: ReactNode
  /** Left column: task list. Not shown on phones, where it is a page of its own. */
  readonly tasks?: ReactNode
  /** Right column, 360 px: the 为什么 panel. Below 1200 px it goes under the content. */
  readonly aside?: ReactNode
  /** `<ActionBar>`; never scrolls away. On a phone it follows the content. */
  readonly bar?: ReactNode
  readonly children: ReactNode
}

/** A form without the left menu: back link, title and save state in the header, task list where the menu was. */
export function TransactionFrame({ back, title, save, tasks, aside, bar, children }: TransactionFrameProps) {
  const { organisation, demo, account } = useFrame()
  const phone = usePhone()
  return (
    <>
      <SkipLink />
      <header className={css.header}>
        <Link to={back.to} className={css.back} aria-label={back.label}>
          <LeftOutlined aria-hidden />
          <span className={css.wide}>{back.label}</span>
        </Link>
        <span className={css.brand}>{title}</span>
        <span className={`${css.organisation} ${css.plain}`}>{organisation}</span>
        {demo && <DemoTag />}
        <span className={css.grow} />
        {!phone && save}
        <span className={css.wide}>{account}</span>
      </header>
      <div
        className={[css.transaction, tasks && css.withTasks, aside && css.withAside]
          .filter(Boolean)
          .join(' ')}
      >
        {!phone && tasks && <div className={css.tasks}>{tasks}</div>}
        <Main className={css.transactionMain}>
          {children}
          {phone && bar}
          {phone && save && <div className={css.phoneSave}>{save}</div>}
        </Main>
        {aside && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls for itself, so the keyboard must reach it
          <aside className={css.aside} tabIndex={0} aria-label={words.why.title}>
            {aside}
          </aside>
        )}
      </div>
      {!phone && bar}
    </>
  )
}

/** Buttons of a transaction: fixed at the foot of the window, on a phone stacked under the content. */
export function ActionBar({ note, children }: { readonly note?: ReactNode; readonly children: ReactNode }) {
  return (
    <footer className={css.bar}>
      <div className={css.barContent}>
        <span className={css.barNote}>{note}</span>
        <div className={css.barButtons}>{children}</div>
      </div>
    </footer>
  )
}
